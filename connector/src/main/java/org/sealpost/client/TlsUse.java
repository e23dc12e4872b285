package org.sealpost.client;

/** When TLS begins on a session. */
public enum TlsUse {
  /** Before the greeting (RFC 8314 §3). */
  IMPLICIT,
  /** With STARTTLS, or there is no session (RFC 3207). */
  STARTTLS,
  /** With STARTTLS where the peer offers it. */
  STARTTLS_IF_OFFERED,
  /** Never. */
  NONE;

  /** Whether a session in clear text satisfies this. */
  public boolean permitsPlaintext() {
    return this == STARTTLS_IF_OFFERED || this == NONE;
  }
}
