package org.sealpost.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;

/** Makes back-ups of one data directory. */
public final class Backup {
  /** What is made anew, belongs to a running process, or is copied in its own way. */
  private static final Set<String> LEFT_OUT =
      Set.of(DatabaseCopy.DATABASE, "server", "log", "lock", "spool");

  private final Path data;
  private final DatabaseCopy database;
  private final String version;
  private final InstantSource clock;

  /**
   * Of this directory.
   *
   * @param version of this program
   */
  public Backup(Path data, DatabaseCopy database, String version, InstantSource clock) {
    this.data = data;
    this.database = database;
    this.version = version;
    this.clock = clock;
  }

  /**
   * Makes one; it is on the disk when this returns.
   *
   * @param directory absolute; not there yet or empty, and outside of the data directory
   * @throws IOException where it could not be finished; what is there is no back-up then
   */
  public Manifest into(Path directory) throws IOException, BackupRefusedException {
    Path target = directory.normalize();
    if (!target.isAbsolute()) {
      throw new BackupRefusedException("The directory of a back-up is named from the root on.");
    }
    if (target.startsWith(data.toAbsolutePath().normalize())) {
      throw new BackupRefusedException("A back-up lies outside of the data directory.");
    }
    if (!FileTree.isEmpty(target)) {
      throw new BackupRefusedException(target + " is not empty; a back-up needs a new directory.");
    }
    if (!Files.exists(target)) {
      FileTree.makePrivate(target);
    }
    DatabaseSchema schema = database.copyInto(target);
    // After the database: a key or certificate it speaks of is there by then.
    FileTree.copy(data, target, Backup::isKept);
    Manifest manifest = new Manifest(version, schema, clock.instant());
    manifest.write(target);
    FileTree.sync(target);
    Checksums.write(target);
    FileTree.sync(target);
    return manifest;
  }

  private static boolean isKept(Path file) {
    String first = file.getName(0).toString();
    return !LEFT_OUT.contains(first) && !first.startsWith(Door.FILES);
  }
}
