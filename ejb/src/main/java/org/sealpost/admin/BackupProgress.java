package org.sealpost.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a back-up stands that somebody had made.
 *
 * @param directory where it is, or was to be
 * @param words one sentence of what came of it; null while it goes on
 * @param ended null while it goes on
 */
public record BackupProgress(
    String directory,
    String actor,
    State state,
    @Nullable String words,
    Instant started,
    @Nullable Instant ended) {
  /** Where it stands. */
  public enum State {
    /** It goes on. */
    RUNNING,
    /** It is on the disk. */
    MADE,
    /** What is there is no back-up. The log may say why (MTA-4141). */
    FAILED
  }
}
