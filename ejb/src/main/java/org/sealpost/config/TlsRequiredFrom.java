package org.sealpost.config;

/** Whose wish to do without protection, {@code TLS-Required: No} (RFC 8689 §3), is obeyed. */
public enum TlsRequiredFrom {
  /** That of every message. */
  EVERYBODY,
  /** That of messages whose sender has signed in or is in one of {@code relay.networks}. */
  SUBMITTERS
}
