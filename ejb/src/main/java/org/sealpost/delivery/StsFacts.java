package org.sealpost.delivery;

import org.sealpost.mtasts.DomainPolicy;
import org.sealpost.mtasts.DomainPolicy.Applies;
import org.sealpost.mtasts.DomainPolicy.None;
import org.sealpost.mtasts.DomainPolicy.Unavailable;
import org.sealpost.policy.MtaStsFact;

/** Holds hosts against the MTA-STS policy of the recipient's domain (RFC 8461 §4.1, §5). */
final class StsFacts {
  private StsFacts() {}

  /**
   * What the policy says of one host.
   *
   * @param host as its MX record names it; where there is none, the domain itself
   */
  static MtaStsFact of(DomainPolicy policy, String host) {
    if (policy instanceof None) {
      return MtaStsFact.NONE;
    }
    if (policy instanceof Unavailable) {
      return MtaStsFact.UNAVAILABLE;
    }
    if (!(policy instanceof Applies applies)) {
      throw new AssertionError(policy);
    }
    boolean match = applies.policy().covers(host);
    return switch (applies.policy().mode()) {
      case NONE -> orNewer(applies, MtaStsFact.NONE);
      case TESTING ->
          match ? MtaStsFact.TESTING_MATCH : orNewer(applies, MtaStsFact.TESTING_MISMATCH);
      case ENFORCE -> match ? MtaStsFact.ENFORCE_MATCH : mismatch(applies);
    };
  }

  /** What blocks nobody; a newer policy, if there is one, might do REQUIRED mail more good. */
  private static MtaStsFact orNewer(Applies applies, MtaStsFact harmless) {
    return applies.current() ? harmless : MtaStsFact.UNAVAILABLE;
  }

  private static MtaStsFact mismatch(Applies applies) {
    return applies.current() ? MtaStsFact.ENFORCE_MISMATCH : MtaStsFact.ENFORCE_MISMATCH_UNSURE;
  }
}
