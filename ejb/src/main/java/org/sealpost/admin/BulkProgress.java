package org.sealpost.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a bulk has come.
 *
 * @param action name of the {@link BulkAction}
 * @param filter the filter in words of the audit log
 * @param total how many recipients there were when it was confirmed
 * @param seen how many have been looked at
 * @param changed how many of those were changed
 * @param ended null while it goes on
 */
public record BulkProgress(
    long id,
    String actor,
    String action,
    String filter,
    long total,
    long seen,
    long changed,
    State state,
    Instant started,
    @Nullable Instant ended) {
  /** Where it stands. */
  public enum State {
    /** It goes on. */
    RUNNING,
    /** Everything was looked at. */
    DONE,
    /** Somebody, or the stop of the server, ended it; what was done stays done. */
    CANCELLED,
    /** The database refused; what was done stays done. The log says why (MTA-4801). */
    BROKEN
  }

  /** How far it has come, in per cent. */
  public int percent() {
    return total == 0 || state == State.DONE ? 100 : (int) Math.min(99, seen * 100 / total);
  }
}
