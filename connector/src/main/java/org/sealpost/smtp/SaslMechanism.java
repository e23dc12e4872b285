package org.sealpost.smtp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The SASL mechanisms there are, the strongest first, which is the order of the announcement. */
public enum SaslMechanism {
  /** SCRAM bound to the TLS connection (RFC 5802 §6, RFC 7677). */
  SCRAM_SHA_256_PLUS("SCRAM-SHA-256-PLUS"),
  /** A proof of the password that does not show it (RFC 5802, RFC 7677). */
  SCRAM_SHA_256("SCRAM-SHA-256"),
  /** The certificate of the TLS session (RFC 4422 appendix A). */
  EXTERNAL("EXTERNAL"),
  /** An OAuth token (RFC 7628). */
  OAUTHBEARER("OAUTHBEARER"),
  /** The password itself (RFC 4616). */
  PLAIN("PLAIN"),
  /** The password itself, as old programs send it. */
  LOGIN("LOGIN");

  private final String wireName;

  SaslMechanism(String wireName) {
    this.wireName = wireName;
  }

  /** The name as RFC 4422 §3.1 registers it. */
  public String wireName() {
    return wireName;
  }

  /** The mechanism of that name, in any case; empty where there is none. */
  public static Optional<SaslMechanism> named(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(known -> known.wireName.equals(upper)).findFirst();
  }
}
