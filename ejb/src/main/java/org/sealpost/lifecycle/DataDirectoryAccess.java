package org.sealpost.lifecycle;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Keeps other users of the machine out of mail, keys and password hashes: the data directory is its
 * owner's alone, whoever made it and however.
 */
final class DataDirectoryAccess {
  private static final Logger LOG = System.getLogger("org.sealpost.lifecycle");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private DataDirectoryAccess() {}

  static void restrict(Path data) {
    try {
      Files.createDirectories(data);
      if (!Files.getPosixFilePermissions(data).equals(OWNER_ONLY)) {
        Files.setPosixFilePermissions(data, OWNER_ONLY);
      }
    } catch (IOException | UnsupportedOperationException failure) {
      LOG.log(
          Level.WARNING,
          "MTA-4104 others may read the data directory, restrict it: path=" + data,
          failure);
    }
  }
}
