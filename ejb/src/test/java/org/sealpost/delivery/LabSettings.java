package org.sealpost.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.ClientTimeouts;
import org.sealpost.config.DeliverySettings;
import org.sealpost.config.DnsSettings;
import org.sealpost.config.RequireTlsSettings;
import org.sealpost.config.Route;
import org.sealpost.policy.ExceptionLookup;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.smtp.Domain;

/** What the operator has set in a case. */
record LabSettings(
    boolean plaintext,
    RequireTlsSettings requireTls,
    Route.@Nullable Security security,
    Route.@Nullable Verification verification,
    ClientTimeouts timeouts,
    OperatorExceptions exceptions,
    String exceptionsAt) {
  /** The defaults. */
  static final LabSettings USUAL =
      new LabSettings(
          true,
          new RequireTlsSettings(true, Duration.ZERO),
          null,
          null,
          ClientTimeouts.STANDARD,
          OperatorExceptions.NONE,
          "{d}");

  LabSettings withoutPlaintext() {
    return new LabSettings(
        false, requireTls, security, verification, timeouts, exceptions, exceptionsAt);
  }

  LabSettings withRequireTls(boolean testingCounts, Duration grace) {
    RequireTlsSettings other = new RequireTlsSettings(testingCounts, grace);
    return new LabSettings(
        plaintext, other, security, verification, timeouts, exceptions, exceptionsAt);
  }

  LabSettings withRoute(Route.Security how, Route.Verification proof) {
    return new LabSettings(plaintext, requireTls, how, proof, timeouts, exceptions, exceptionsAt);
  }

  LabSettings withExceptions(String domain, OperatorExceptions laidDown) {
    return new LabSettings(
        plaintext, requireTls, security, verification, timeouts, laidDown, domain);
  }

  /** For peers that hang. */
  LabSettings impatiently() {
    Duration moment = Duration.ofMillis(400);
    ClientTimeouts shorter =
        new ClientTimeouts(moment, moment, moment, moment, moment, moment, moment, moment);
    return new LabSettings(
        plaintext, requireTls, security, verification, shorter, exceptions, exceptionsAt);
  }

  /** These exceptions for this domain and no other. */
  ExceptionLookup exceptionsFor(Domain domain) {
    return asked -> asked.equals(domain) ? exceptions : OperatorExceptions.NONE;
  }

  DeliverySettings delivery(Domain domain, @Nullable String routeHost, int port) {
    Map<Domain, Route> routes =
        security == null || verification == null || routeHost == null
            ? Map.of()
            : Map.of(domain, new Route(routeHost, port, security, verification));
    DnsSettings dns = new DnsSettings(List.of(), DnsSettings.Validation.OFF, null, List.of());
    Duration idle = Duration.ofMinutes(1);
    return new DeliverySettings(
        routes,
        null,
        dns,
        port,
        null,
        plaintext,
        4,
        4,
        4,
        Duration.ofMinutes(30),
        idle,
        443,
        requireTls);
  }
}
