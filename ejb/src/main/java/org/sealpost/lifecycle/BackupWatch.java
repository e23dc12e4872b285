package org.sealpost.lifecycle;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import org.sealpost.backup.BackupRefusedException;
import org.sealpost.backup.Door;
import org.sealpost.backup.Manifest;

/** Makes the back-ups that a command of this machine asks for. */
final class BackupWatch implements Runnable {
  private static final Logger LOG = System.getLogger("org.sealpost.lifecycle");

  private final Door door;
  private final Maker maker;

  BackupWatch(Door door, Maker maker) {
    this.door = door;
    this.maker = maker;
  }

  /** Makes one. */
  @FunctionalInterface
  interface Maker {
    Manifest backUp(Path directory) throws IOException, BackupRefusedException;
  }

  /** One look at the door; never throws, because it would not be called again. */
  @Override
  public void run() {
    try {
      Door.Wish wish = door.take().orElse(null);
      if (wish != null) {
        door.answer(wish, made(wish.directory()));
      }
    } catch (IOException | RuntimeException failure) {
      LOG.log(Level.WARNING, "MTA-4142 the wish for a back-up could not be read", failure);
    }
  }

  private Door.Answer made(Path directory) {
    try {
      Manifest manifest = maker.backUp(directory);
      LOG.log(
          Level.INFO,
          "MTA-4140 back-up made: directory={0} schema={1}",
          directory,
          manifest.schema());
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
