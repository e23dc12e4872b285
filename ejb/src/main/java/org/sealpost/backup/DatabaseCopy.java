package org.sealpost.backup;

import java.io.IOException;
import java.nio.file.Path;

/** Makes a consistent copy of the database. */
@FunctionalInterface
public interface DatabaseCopy {
  /** Name of the database's directory, in the data directory and in a back-up. */
  String DATABASE = "database";

  /**
   * Copies it into a directory, under the name {@value #DATABASE}.
   *
   * @return how far it has come
   */
  DatabaseSchema copyInto(Path directory) throws IOException, BackupRefusedException;
}
