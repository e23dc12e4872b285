package org.sealpost.queue;

/**
 * The rule that keeps a recipient back.
 *
 * @param rule its key
 * @param why what the queue shows of it, at most 1,000 characters
 */
public record HeldBy(long rule, String why) {
  private static final int MOST_CHARACTERS = 1_000;

  /** Cuts what is too long. */
  public HeldBy {
    why = why.length() <= MOST_CHARACTERS ? why : why.substring(0, MOST_CHARACTERS - 1) + "…";
  }
}
