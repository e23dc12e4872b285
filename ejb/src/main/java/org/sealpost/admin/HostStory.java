package org.sealpost.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened at one host, or would, and why: a step for each fact, in the order in which it
 * counted. Words are names that a page has a text for.
 *
 * @param host the host's name
 * @param address IP address and port; null where there was no connection
 * @param end how it ended, a name; null where nothing was sent or tried
 * @param result the same in one line, with what is particular to it; may be empty
 */
public record HostStory(
    String host,
    @Nullable String address,
    @Nullable String end,
    Tone tone,
    List<Step> steps,
    String result) {
  /** Copies the list. */
  public HostStory {
    steps = List.copyOf(steps);
  }

  /** How good something is for the protection of the message. */
  public enum Tone {
    /** It protects. */
    GOOD,
    /** It says nothing. */
    PLAIN,
    /** It protects less than it could. */
    WARN,
    /** It failed, or forbids. */
    BAD
  }

  /**
   * One fact and where it comes from.
   *
   * @param topic what it is about
   * @param words the sentences that tell it
   * @param details what the sentences are about, as it came; may be empty
   */
  public record Step(String topic, Tone tone, List<String> words, List<String> details) {
    /** Copies the lists. */
    public Step {
      words = List.copyOf(words);
      details = List.copyOf(details);
    }
  }
}
