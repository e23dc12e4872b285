package org.sealpost.backup;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;

/** A back-up that a running server was asked for: made or not, with its line in the log. */
public final class MadeBackup {
  private static final Logger LOG = System.getLogger("org.sealpost.backup");

  private MadeBackup() {}

  /** Makes one. */
  @FunctionalInterface
  public interface Maker {
    /** As {@link Backup#into}. */
    Manifest backUp(Path directory) throws IOException, BackupRefusedException;
  }

  /** What came of it; never fails, because whoever asked waits for an answer. */
  public static Door.Answer answer(Path directory, Maker maker) {
    try {
      Manifest manifest = maker.backUp(directory);
      LOG.log(
          Level.INFO,
          "MTA-4140 back-up made: directory={0} schema={1}",
          directory,
          manifest.schema().version());
      return new Door.Answer(
          true, "The back-up in " + directory + " was complete at " + manifest.made() + ".");
    } catch (BackupRefusedException refused) {
      return new Door.Answer(false, refused.why());
    } catch (IOException | RuntimeException failure) {
      LOG.log(Level.ERROR, "MTA-4141 a back-up failed: directory=" + directory, failure);
      return new Door.Answer(
          false, "The back-up failed (" + failure + "); what is there is none. See the log.");
    }
  }
}
