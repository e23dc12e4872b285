package org.sealpost.admin;

import java.time.Instant;
import org.sealpost.admin.HostStory.Tone;
import org.sealpost.history.Seen;

/**
 * What was last seen of one aspect of a recipient domain.
 *
 * @param host the MX host; empty where it is about the domain as a whole
 * @param aspect a name that the pages have words for
 * @param level a name that the pages have words for
 * @param tone good at the best level of the aspect, bad where something is broken
 * @param since since when it has been so
 * @param at when it was last seen, to the hour
 */
public record SeenRow(
    String host, String aspect, String level, Tone tone, Instant since, Instant at) {
  static SeenRow of(Seen seen) {
    return new SeenRow(
        seen.key().host(),
        seen.key().aspect().name(),
        seen.level(),
        tone(seen),
        seen.since(),
        seen.at());
  }

  private static Tone tone(Seen seen) {
    return switch (seen.key().aspect().levels().indexOf(seen.level())) {
      case 0 -> Tone.PLAIN;
      case 1 -> seen.key().aspect().levels().size() == 2 ? Tone.GOOD : Tone.WARN;
      default -> Tone.GOOD;
    };
  }
}
