package org.sealpost.lifecycle;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.sealpost.backup.Door;
import org.sealpost.backup.MadeBackup;

/** Makes the back-ups that a command of this machine asks for. */
final class BackupWatch implements Runnable {
  private static final Logger LOG = System.getLogger("org.sealpost.lifecycle");

  private final Door door;
  private final MadeBackup.Maker maker;

  BackupWatch(Door door, MadeBackup.Maker maker) {
    this.door = door;
    this.maker = maker;
  }

  /** One look at the door; never throws, because it would not be called again. */
  @Override
  public void run() {
    try {
      Door.Wish wish = door.take().orElse(null);
      if (wish != null) {
        door.answer(wish, MadeBackup.answer(wish.directory(), maker));
      }
    } catch (IOException | RuntimeException failure) {
      LOG.log(Level.WARNING, "MTA-4142 the wish for a back-up could not be read", failure);
    }
  }
}
