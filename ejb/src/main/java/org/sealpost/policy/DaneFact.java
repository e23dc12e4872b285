package org.sealpost.policy;

/** What the TLSA lookup of one host came to (RFC 7672 §2.2). */
public enum DaneFact {
  /** No secure TLSA records, or the MX or address lookup was not secure. */
  NOT_APPLICABLE,
  /** Secure records, at least one of which can be used. */
  USABLE,
  /** Secure records, none of which can be used: TLS without a check (§2.2). */
  UNUSABLE,
  /** It could not be found out: the host is not to be used now (§2.1.2). */
  LOOKUP_FAILED
}
