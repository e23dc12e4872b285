package org.sealpost.delivery;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.policy.TransportDecision;
import org.sealpost.smtp.TlsRequirement;

/**
 * What a delivery to a domain would find now, host by host, in the order in which they would be
 * tried.
 *
 * @param hosts empty where there is none
 * @param nowhere why there is none; empty text where there are hosts
 * @param end what would become of the mail then
 */
public record Outlook(List<Host> hosts, String nowhere, Expectation end) {
  /** Copies the list. */
  public Outlook {
    hosts = List.copyOf(hosts);
  }

  static Outlook of(List<Host> hosts) {
    return new Outlook(hosts, "", Expectation.WAITS);
  }

  /**
   * What would become of mail.
   *
   * @param host which one would get it; null where none would
   */
  public record Verdict(Expectation expectation, @Nullable String host) {}

  /**
   * What would become of mail of that requirement: the first host that would get it has it.
   *
   * @param nullReversePath whether it is a notification, which goes as DEFAULT where nobody takes
   *     it as REQUIRED (RFC 8689 §5)
   */
  public Verdict of(TlsRequirement requirement, boolean nullReversePath) {
    Verdict first = of(requirement);
    boolean unprotected =
        first.expectation() == Expectation.NOT_PROTECTED
            || first.expectation() == Expectation.NOT_SUPPORTED;
    return nullReversePath && requirement == TlsRequirement.REQUIRED && unprotected
        ? of(TlsRequirement.DEFAULT)
        : first;
  }

  private Verdict of(TlsRequirement requirement) {
    if (hosts.isEmpty()) {
      return new Verdict(end, null);
    }
    for (Host host : hosts) {
      Expectation expectation = host.expected(requirement).expectation();
      if (expectation.isSent()) {
        return new Verdict(expectation, host.host());
      }
    }
    List<Expectation> all =
        hosts.stream().map(host -> host.expected(requirement).expectation()).toList();
    return new Verdict(Expectation.ofNone(requirement, all), null);
  }

  /**
   * One host.
   *
   * @param address IP address and port; null where there was no connection
   * @param session what it showed; null where it was not connected to
   * @param key SHA-256 of its certificate's public key in hexadecimal ({@link KeyPin}); null
   *     without TLS
   * @param problem why there was no session, in one line; empty where there was one
   * @param expected for each requirement
   */
  public record Host(
      String host,
      @Nullable String address,
      HostOrigin origin,
      @Nullable SessionEvidence session,
      @Nullable String key,
      String problem,
      Map<TlsRequirement, Expected> expected) {
    /** Copies the map. */
    public Host {
      expected = Map.copyOf(expected);
    }

    /** What would become of mail of that requirement here. */
    public Expected expected(TlsRequirement requirement) {
      Expected found = expected.get(requirement);
      if (found == null) {
        throw new IllegalStateException("nothing is expected of " + requirement);
      }
      return found;
    }
  }

  /**
   * What would become of mail at one host.
   *
   * @param decision what would be decided
   * @param laidDown what the operator has laid down that counts
   */
  public record Expected(
      TransportDecision decision, OperatorExceptions laidDown, Expectation expectation) {}
}
