package org.sealpost.policy;

/** What the MX lookup of the next-hop domain said. */
public enum MxFact {
  /** MX records, validated by DNSSEC. */
  SECURE,
  /** MX records nobody vouches for. */
  INSECURE,
  /** An answer that failed validation; never the same as INSECURE. */
  BOGUS,
  /** No answer. */
  TEMPORARY_FAILURE,
  /** The domain does not exist. */
  NO_SUCH_DOMAIN,
  /** The domain takes no mail (RFC 7505). */
  NULL_MX,
  /** No MX record, or an address literal: the host is what the sender wrote (RFC 5321 §5.1). */
  NO_MX
}
