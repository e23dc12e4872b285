package org.sealpost.dns;

/** How far a DNS answer can be trusted (RFC 4033 §5). */
public enum SecurityStatus {
  /** Validated by DNSSEC down from a trust anchor. */
  SECURE,
  /** Proved to be in an unsigned part of the tree, or not validated at all. */
  INSECURE,
  /** Should be signed and is not rightly so; never to be used, never taken for INSECURE. */
  BOGUS,
  /** No trust anchor says whether it should be signed. */
  INDETERMINATE
}
