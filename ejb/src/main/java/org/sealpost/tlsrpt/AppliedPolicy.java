package org.sealpost.tlsrpt;

import java.util.List;

/**
 * A policy that sessions are held against (RFC 8460 §4.4).
 *
 * @param strings word for word: the lines of the MTA-STS policy, or the TLSA records in
 *     presentation format (§4.5); may be empty
 * @param domain the Policy Domain (§1.1): the recipient's domain, the TLSA base domain, or the name
 *     of a smart host; in A-labels
 * @param mxHosts the patterns of an MTA-STS policy, the host of TLSA records; may be empty
 */
public record AppliedPolicy(
    PolicyType type, List<String> strings, String domain, List<String> mxHosts) {
  /** Copies the lists. */
  public AppliedPolicy {
    strings = List.copyOf(strings);
    mxHosts = List.copyOf(mxHosts);
  }
}
