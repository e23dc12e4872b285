package org.sealpost.admin;

/**
 * One record that an operator has to publish.
 *
 * @param type for example {@code TXT}
 * @param name its owner, with a dot at the end
 * @param value its data, as a zone file has it
 */
public record DnsRecord(Purpose purpose, String type, String name, String value) {
  /** What it is good for. */
  public enum Purpose {
    /** Mail finds its way here. */
    MX,
    /** Other servers learn that there is a policy, and when it changes (RFC 8461 §3.1). */
    MTA_STS,
    /** Other servers find the policy (RFC 8461 §3.3). */
    POLICY_HOST,
    /** Other servers can check what this one has signed (RFC 6376 §3.6). */
    DKIM,
    /** Other servers report what went wrong with TLS (RFC 8460 §3). */
    TLS_REPORT
  }
}
