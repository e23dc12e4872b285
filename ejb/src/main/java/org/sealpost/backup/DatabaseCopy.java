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
   * @return version of its schema, or {@code unknown}
   */
  String copyInto(Path directory) throws IOException, BackupRefusedException;
}
