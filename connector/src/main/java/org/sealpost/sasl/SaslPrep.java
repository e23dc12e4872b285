package org.sealpost.sasl;

import com.ongres.saslprep.SASLprep;
import java.util.Optional;

/**
 * Prepares user names and passwords so that what looks the same is the same (SASLprep, RFC 4013).
 */
public final class SaslPrep {
  // Not by its service loader, which does not see the archive of a resource adapter.
  private static final SASLprep PROFILE = new SASLprep();

  private SaslPrep() {}

  /**
   * Prepares what a client presents: code points that Unicode 3.2 did not know are allowed (RFC
   * 3454 §7, "query").
   *
   * @return empty where the text has prohibited characters, breaks the rules for right-to-left
   *     text, or nothing is left of it (RFC 4616 §2, RFC 5802 §5.1: authentication fails)
   */
  public static Optional<String> query(String text) {
    try {
      return Optional.of(PROFILE.prepareQuery(text)).filter(prepared -> !prepared.isEmpty());
    } catch (IllegalArgumentException prohibited) {
      return Optional.empty();
    } catch (IndexOutOfBoundsException nothingLeft) {
      // What the library does where every character is mapped to nothing (RFC 3454 §3.1).
      return Optional.empty();
    }
  }
}
