package org.sealpost.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The embedded database of a server that does not run: its files are all there is to it. */
public final class RestingDatabase implements DatabaseCopy {
  private final Path data;

  /** In this data directory, whose lock the caller has. */
  public RestingDatabase(Path data) {
    this.data = data;
  }

  @Override
  public DatabaseSchema copyInto(Path directory) throws IOException, BackupRefusedException {
    Path database = data.resolve(DATABASE);
    if (!Files.isDirectory(database)) {
      throw new BackupRefusedException("There is no database in " + data + ".");
    }
    FileTree.copy(database, directory.resolve(DATABASE), file -> true);
    return DatabaseSchema.UNKNOWN;
  }
}
