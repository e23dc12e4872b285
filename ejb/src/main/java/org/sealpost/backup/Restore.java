package org.sealpost.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;

/** Makes a data directory from a back-up. */
public final class Restore {
  private static final Set<Path> OF_THE_BACKUP =
      Set.of(Path.of(Manifest.FILE), Path.of(Checksums.FILE));

  private final Path data;

  /** Into this data directory, which no process uses. */
  public Restore(Path data) {
    this.data = data.toAbsolutePath().normalize();
  }

  /**
   * Checks the back-up and makes the data directory: all of it or nothing.
   *
   * @throws BackupRefusedException where the data directory is not empty, the back-up is not
   *     complete and unchanged, or its database is newer than this program
   */
  public Manifest from(Path directory) throws IOException, BackupRefusedException {
    if (!FileTree.isEmpty(data)) {
      throw new BackupRefusedException(
          "The data directory " + data + " is not empty; nothing was restored.");
    }
    Manifest manifest = Manifest.read(directory);
    Checksums.check(directory);
    refuseNewer(manifest);
    Path beside = data.resolveSibling(data.getFileName() + ".restoring");
    if (Files.exists(beside)) {
      throw new BackupRefusedException(
          beside + " is left of a restore that was broken off; remove it first.");
    }
    FileTree.makePrivate(beside);
    FileTree.copy(directory, beside, file -> !OF_THE_BACKUP.contains(file));
    FileTree.sync(beside);
    Files.deleteIfExists(data);
    Files.move(beside, data, StandardCopyOption.ATOMIC_MOVE);
    return manifest;
  }

  /** A program that does not know all of a database would read and write it wrongly. */
  private static void refuseNewer(Manifest manifest) throws BackupRefusedException {
    List<String> unknown = manifest.schema().unknownHere();
    if (!unknown.isEmpty()) {
      throw new BackupRefusedException(
          "The back-up is of release "
              + manifest.version()
              + ", and its database newer than this release knows ("
              + String.join(", ", unknown)
              + "): restore it with that release or a later one.");
    }
  }
}
