package org.sealpost.delivery;

import java.util.Collection;
import org.sealpost.policy.RequiredEnd;
import org.sealpost.policy.RequiredEnd.HostEnd;
import org.sealpost.smtp.TlsRequirement;

/** What would become of mail, as far as can be told without sending any. */
public enum Expectation {
  /** It would go over TLS to a server whose certificate is the right one. */
  PROTECTED,
  /** It would go over TLS, to whoever answers. */
  ENCRYPTED,
  /** It would go in clear text. */
  PLAINTEXT,
  /** Not now: a later attempt may find it otherwise. */
  WAITS,
  /** It would fail: the servers are verified, and none promises REQUIRETLS (5.7.30). */
  NOT_SUPPORTED,
  /** It would fail: no verified TLS session can be had (5.7.10). */
  NOT_PROTECTED,
  /** It would fail, for a reason that has nothing to do with TLS. */
  REFUSED;

  /** Whether it would be sent. */
  public boolean isSent() {
    return this == PROTECTED || this == ENCRYPTED || this == PLAINTEXT;
  }

  static Expectation of(HostEnd end) {
    return switch (end) {
      case MAY_HEAL -> WAITS;
      case LACKS_REQUIRETLS -> NOT_SUPPORTED;
      case NOT_VERIFIED -> NOT_PROTECTED;
      case REFUSED -> REFUSED;
    };
  }

  /** The same the other way round; only where it would not be sent. */
  private HostEnd toHostEnd() {
    return switch (this) {
      case WAITS -> HostEnd.MAY_HEAL;
      case NOT_SUPPORTED -> HostEnd.LACKS_REQUIRETLS;
      case NOT_PROTECTED -> HostEnd.NOT_VERIFIED;
      case REFUSED -> HostEnd.REFUSED;
      case PROTECTED, ENCRYPTED, PLAINTEXT -> throw new IllegalStateException(name());
    };
  }

  /**
   * Sums up hosts of which none would get the mail.
   *
   * @param hosts at least one
   */
  static Expectation ofNone(TlsRequirement requirement, Collection<Expectation> hosts) {
    if (requirement == TlsRequirement.REQUIRED) {
      return switch (RequiredEnd.of(hosts.stream().map(Expectation::toHostEnd).toList())) {
        case RETRY -> WAITS;
        case NOT_SUPPORTED -> NOT_SUPPORTED;
        case NOT_PROTECTED -> NOT_PROTECTED;
        case REFUSED -> REFUSED;
      };
    }
    // Of other mail a host that TLS does not allow is tried again later.
    return hosts.stream().allMatch(one -> one == REFUSED) ? REFUSED : WAITS;
  }
}
