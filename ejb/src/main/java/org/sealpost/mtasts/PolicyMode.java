package org.sealpost.mtasts;

import java.util.Optional;

/** What the domain wants of senders when a host does not satisfy its policy (RFC 8461 §5). */
public enum PolicyMode {
  /** Not to deliver to it. */
  ENFORCE("enforce"),
  /** To report it and deliver all the same. */
  TESTING("testing"),
  /** Nothing: as if there were no policy. */
  NONE("none");

  private final String text;

  PolicyMode(String text) {
    this.text = text;
  }

  /** As it stands in a policy. */
  public String text() {
    return text;
  }

  /** Reads it; empty where it is none of the three, upper case included (RFC 8461 §3.2: %s). */
  public static Optional<PolicyMode> parse(String text) {
    for (PolicyMode mode : values()) {
      if (mode.text.equals(text)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }
}
