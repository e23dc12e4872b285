package org.sealpost.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The SHA-256 of every file of a back-up, in the format of {@code sha256sum}. Stateless. */
final class Checksums {
  /** The file they are in. */
  static final String FILE = "SHA256SUMS";

  private static final int DIGEST = 64;

  private Checksums() {}

  static void write(Path directory) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : FileTree.files(directory)) {
      lines.add(FileTree.digest(directory.resolve(file)) + "  " + name(file));
    }
    Files.write(directory.resolve(FILE), lines, StandardCharsets.UTF_8);
  }

  /** Refuses a back-up that is not complete, or not as it was made. */
  static void check(Path directory) throws IOException, BackupRefusedException {
    Map<String, String> expected = read(directory);
    for (Path file : FileTree.files(directory)) {
      String digest = expected.remove(name(file));
      boolean sums = file.equals(Path.of(FILE));
      if (digest == null ? !sums : !digest.equals(FileTree.digest(directory.resolve(file)))) {
        throw new BackupRefusedException(
            "The back-up is not as it was made: " + name(file) + " was changed or added.");
      }
    }
    if (!expected.isEmpty()) {
      throw new BackupRefusedException(
          "The back-up is not complete: " + expected.keySet().iterator().next() + " is missing.");
    }
  }

  private static Map<String, String> read(Path directory)
      throws IOException, BackupRefusedException {
    Path file = directory.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new BackupRefusedException(
          "The back-up in " + directory + " was not finished: it has no " + FILE + ".");
    }
    Map<String, String> sums = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (line.length() < DIGEST + 3) {
        throw new BackupRefusedException(file + " cannot be read.");
      }
      sums.put(line.substring(DIGEST + 2), line.substring(0, DIGEST));
    }
    return sums;
  }

  private static String name(Path file) {
    return file.toString().replace('\\', '/');
  }
}
