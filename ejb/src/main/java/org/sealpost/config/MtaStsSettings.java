package org.sealpost.config;

import java.time.Duration;
import java.util.List;

/**
 * The MTA-STS policy that is published for the local domains (RFC 8461 §3.2).
 *
 * @param mode {@code mta-sts.mode}, default testing
 * @param maxAge {@code mta-sts.max-age}: how long senders keep to it, whole seconds, default P7D
 * @param mx {@code mta-sts.mx}: patterns of MX hosts in lower case, default the host name
 */
public record MtaStsSettings(Mode mode, Duration maxAge, List<String> mx) {
  /** Copies the list. */
  public MtaStsSettings {
    mx = List.copyOf(mx);
  }

  /** What is published. */
  public enum Mode {
    /** Nothing. */
    OFF,
    /** A policy that takes an earlier one back (RFC 8461 §8.3). */
    NONE,
    /** Senders report failures and deliver all the same. */
    TESTING,
    /** Senders do not deliver over what does not satisfy the policy. */
    ENFORCE
  }
}
