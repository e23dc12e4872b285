package org.sealpost.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What sessions showed under one policy, in a report of ours or of another server (RFC 8460 §4.4).
 *
 * @param type as reports have it, for example {@code sts}
 * @param strings the policy word for word
 */
public record TlsPolicyRow(
    String type,
    String domain,
    List<String> strings,
    List<String> mxHosts,
    long successes,
    long failed,
    List<Failure> failures) {
  /** Copies the lists. */
  public TlsPolicyRow {
    strings = List.copyOf(strings);
    mxHosts = List.copyOf(mxHosts);
    failures = List.copyOf(failures);
  }

  /**
   * Sessions that failed in one way.
   *
   * @param type as reports have it, for example {@code certificate-expired}
   */
  public record Failure(
      String type,
      @Nullable String sendingIp,
      @Nullable String mxHost,
      @Nullable String mxHelo,
      @Nullable String receivingIp,
      String reason,
      long sessions) {}
}
