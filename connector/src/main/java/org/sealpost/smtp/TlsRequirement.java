package org.sealpost.smtp;

/**
 * How strongly a message has to be protected on its way (RFC 8689). The one form this takes
 * everywhere: on the wire, in the queue, in the console.
 */
public enum TlsRequirement {
  /** Nothing said: follow what the recipient domain publishes, else opportunistic TLS. */
  DEFAULT,
  /**
   * {@code MAIL FROM:<…> REQUIRETLS}: every hop on an authenticated TLS connection to a server that
   * promises the same (RFC 8689 §4.2.1).
   */
  REQUIRED,
  /**
   * {@code TLS-Required: No}: delivery matters more than protection; act as if the recipient domain
   * published no TLS policy, but still prefer STARTTLS (RFC 8689 §4.2.2).
   */
  OPTIONAL;

  /**
   * Whether a change from this value to {@code other} lowers the protection of a message. OPTIONAL
   * is weaker than DEFAULT, DEFAULT weaker than REQUIRED.
   */
  public boolean isWeakenedBy(TlsRequirement other) {
    return other.strength() < strength();
  }

  private int strength() {
    return switch (this) {
      case OPTIONAL -> 0;
      case DEFAULT -> 1;
      case REQUIRED -> 2;
    };
  }
}
