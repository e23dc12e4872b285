package org.sealpost.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Directories with all that is in them. Stateless. */
final class FileTree {
  private static final int BUFFER = 1 << 16;

  private FileTree() {}

  /** Makes a directory that only its owner can look into. */
  static void makePrivate(Path directory) throws IOException {
    Files.createDirectories(directory.toAbsolutePath().getParent());
    if (Files.getFileStore(directory.toAbsolutePath().getParent())
        .supportsFileAttributeView("posix")) {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(directory);
    }
  }

  /** Whether nothing is in it, or it is not there. */
  static boolean isEmpty(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return true;
    }
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }

  /** The regular files, relative, in the order of their names; links are not followed. */
  static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).map(directory::relativize).sorted().toList();
    }
  }

  /**
   * Copies files with their permissions, and makes the directories they are in.
   *
   * @param chosen which of the relative paths
   */
  static void copy(Path from, Path to, Predicate<Path> chosen) throws IOException {
    for (Path file : files(from)) {
      if (chosen.test(file)) {
        Path target = to.resolve(file.toString());
        Files.createDirectories(target.getParent());
        Files.copy(from.resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Has the system write files and directories to the disk before it returns. */
  static void sync(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.toList()) {
        sync(each, Files.isDirectory(each));
      }
    }
  }

  private static void sync(Path path, boolean directory) throws IOException {
    StandardOpenOption mode = directory ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    } catch (IOException notOpened) {
      // Directories cannot be opened everywhere; files can.
      if (!directory) {
        throw notOpened;
      }
    }
  }

  /** SHA-256 in lower-case hexadecimal. */
  static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java has SHA-256", impossible);
    }
  }
}
