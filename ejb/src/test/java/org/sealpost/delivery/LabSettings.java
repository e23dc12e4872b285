package org.sealpost.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.ClientTimeouts;
import org.sealpost.config.DeliverySettings;
import org.sealpost.config.DnsSettings;
import org.sealpost.config.RequireTlsSettings;
import org.sealpost.config.Route;
import org.sealpost.delivery.LabHost.Placed;
import org.sealpost.policy.ExceptionLookup;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.smtp.Domain;
import org.sealpost.testkit.TestAuthority.Issued;

/** What the operator has set in a case. */
record LabSettings(
    boolean plaintext,
    RequireTlsSettings requireTls,
    Route.@Nullable Security security,
    Route.@Nullable Verification verification,
    ClientTimeouts timeouts,
    OperatorExceptions exceptions,
    String exceptionsAt,
    boolean trusted) {
  /** The defaults. */
  static final LabSettings USUAL =
      new LabSettings(
          true,
          new RequireTlsSettings(true, Duration.ZERO),
          null,
          null,
          ClientTimeouts.STANDARD,
          OperatorExceptions.NONE,
          "{d}",
          false);

  LabSettings withoutPlaintext() {
    return new LabSettings(
        false, requireTls, security, verification, timeouts, exceptions, exceptionsAt, trusted);
  }

  LabSettings withRequireTls(boolean testingCounts, Duration grace) {
    RequireTlsSettings other = new RequireTlsSettings(testingCounts, grace);
    return new LabSettings(
        plaintext, other, security, verification, timeouts, exceptions, exceptionsAt, trusted);
  }

  LabSettings withRoute(Route.Security how, Route.Verification proof) {
    return new LabSettings(
        plaintext, requireTls, how, proof, timeouts, exceptions, exceptionsAt, trusted);
  }

  LabSettings withExceptions(String domain, OperatorExceptions laidDown) {
    return new LabSettings(
        plaintext, requireTls, security, verification, timeouts, laidDown, domain, trusted);
  }

  LabSettings withTrust() {
    return new LabSettings(
        plaintext, requireTls, security, verification, timeouts, exceptions, exceptionsAt, true);
  }

  /** For peers that hang. */
  LabSettings impatiently() {
    Duration moment = Duration.ofMillis(400);
    ClientTimeouts shorter =
        new ClientTimeouts(moment, moment, moment, moment, moment, moment, moment, moment);
    return new LabSettings(
        plaintext, requireTls, security, verification, shorter, exceptions, exceptionsAt, trusted);
  }

  /** These exceptions for this domain and no other. */
  ExceptionLookup exceptionsFor(Domain domain) {
    return asked -> asked.equals(domain) ? exceptions : OperatorExceptions.NONE;
  }

  DeliverySettings delivery(Domain domain, @Nullable Placed host, int port) {
    Map<Domain, Route> routes = host == null ? Map.of() : routes(domain, host, port);
    DnsSettings dns = new DnsSettings(List.of(), DnsSettings.Validation.OFF, null, List.of());
    Duration idle = Duration.ofMinutes(1);
    return new DeliverySettings(
        routes,
        null,
        dns,
        port,
        null,
        plaintext,
        20,
        20,
        20,
        Duration.ofMinutes(30),
        idle,
        443,
        requireTls);
  }

  private Map<Domain, Route> routes(Domain domain, Placed host, int port) {
    Route.Security how = security;
    Route.Verification proof = verification;
    if (how == null || proof == null) {
      return Map.of();
    }
    Issued issued = host.certificate();
    Set<String> keys =
        proof == Route.Verification.FINGERPRINT && issued != null
            ? Set.of(KeyPin.of(issued.certificate()))
            : Set.of();
    String name = trusted ? host.address() : host.name();
    return Map.of(domain, new Route(name, port, how, proof, keys, null, trusted));
  }
}
