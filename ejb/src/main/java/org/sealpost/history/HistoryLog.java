package org.sealpost.history;

import java.lang.System.Logger.Level;
import org.sealpost.client.PeerText;

/**
 * The messages of the history. Ids are never used for something else.
 *
 * <ul>
 *   <li>MTA-3601 (WARNING): a recipient domain protects mail less than it did; look at its page in
 *       the console, and ask its postmaster.
 *   <li>MTA-3602 (WARNING): what was seen could not be written; it is seen again with the next
 *       attempts. Look at the database.
 *   <li>MTA-3603 (WARNING): more was seen than could be written in time, and the rest was dropped.
 *   <li>MTA-3604 (WARNING): a trace could not be read; a defect, please report it.
 * </ul>
 */
final class HistoryLog {
  private static final System.Logger LOGGER = System.getLogger("org.sealpost.history");
  private static final int MOST_CHARACTERS = 255;

  private HistoryLog() {}

  static void weaker(Change change) {
    Sighting.Key key = change.key();
    LOGGER.log(
        Level.WARNING,
        "MTA-3601 weaker domain={0} host={1} aspect={2} before={3} now={4}",
        key.domain(),
        key.host().isEmpty() ? "-" : PeerText.oneLine(key.host(), MOST_CHARACTERS),
        key.aspect(),
        change.before(),
        change.after());
  }

  static void notWritten(int count, RuntimeException failure) {
    LOGGER.log(Level.WARNING, "MTA-3602 not written: " + count + " sightings", failure);
  }

  static void dropped(long count) {
    LOGGER.log(Level.WARNING, "MTA-3603 dropped: {0} sightings", Long.toString(count));
  }

  static void notSeen(RuntimeException failure) {
    LOGGER.log(Level.WARNING, "MTA-3604 a trace could not be read", failure);
  }
}
