package org.sealpost.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sealpost.config.Route;

/** The words of {@link PolicyPage}, and what it asks about besides the facts. */
final class PolicyPageText {
  static final String HEAD =
      """
      # How the transport security of a delivery is decided

      <!-- Made from TransportPolicy by PolicyPageTest; run that with -Dpolicy.page=write. -->

      One pure function, `TransportPolicy`, turns what is known of a host into what to do with it.
      The tables below are its answers to every combination of facts, drawn together where they
      are the same. Which test sends each numbered rule over real sockets is in
      [tls-cases.md](tls-cases.md).

      ## 1 The requirement of a message

      - **REQUIRED**: `MAIL FROM:<…> REQUIRETLS` (RFC 8689 §2), or set by the sender or an operator:
        only over verified TLS to a server that promises the same.
      - **DEFAULT**: nothing said; what the recipient's domain publishes counts.
      - **OPTIONAL**: header field `TLS-Required: No` (RFC 8689 §3): rather delivered than protected.

      ## 2 What is never decided

      REQUIRED without TLS, without a check of the certificate or without the peer's promise cannot
      even be expressed: the constructor of the decision refuses it. Nothing an operator lays down
      for a domain weakens a REQUIRED message.

      ## 3 The facts

      **MX** is what the lookup of the next-hop domain said: SECURE (validated by DNSSEC), INSECURE
      (proved to be unsigned), NO_MX (the domain itself is the host). Where it is BOGUS, failed, or
      gives no host there is nothing to connect to: the message waits, or fails where the domain
      does not exist or takes no mail.

      **MTA-STS** is what the policy of the recipient's domain says of the host (RFC 8461 §4.1). A
      mismatch is UNSURE where only the cache says so. UNAVAILABLE: there is a policy, or there may
      be, and none could be had.

      **DANE** is what the TLSA records of the host came to (RFC 7672 §2.2); they are looked for
      only where MX and address records are secure.

      """;

  static final String ENDS =
      """

      Where no host took it, how two of them ended decides so (more than two: the same way):

      | | MAY_HEAL | LACKS_REQUIRETLS | NOT_VERIFIED | REFUSED |
      |---|---|---|---|---|
      """;

  static final String EXCEPTIONS =
      """
      For one recipient domain the operator may ask for more, and for less of DEFAULT mail only.
      As an example, a host with signed MX records, TLSA records and an enforced policy that does not
      name it:
      """;

  static final HostFacts EXAMPLE =
      new HostFacts(MxFact.SECURE, MtaStsFact.ENFORCE_MISMATCH, DaneFact.USABLE);

  private PolicyPageText() {}

  static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    Set<String> key = Set.of("ab".repeat(32));
    for (Route.Security security : Route.Security.values()) {
      for (Route.Verification check : Route.Verification.values()) {
        boolean encrypted =
            security == Route.Security.IMPLICIT || security == Route.Security.STARTTLS;
        if (encrypted || check == Route.Verification.NONE) {
          Set<String> keys = check == Route.Verification.FINGERPRINT ? key : Set.of();
          routes.add(new Route("mail.example.com", 25, security, check, keys, null, false));
        }
      }
    }
    Route.Security plain = Route.Security.NONE;
    routes.add(new Route("127.0.0.1", 24, plain, Route.Verification.NONE, Set.of(), null, true));
    return routes;
  }

  static String name(Route route) {
    String trusted = route.trusted() ? ", trusted" : "";
    return route.security() + ", verify " + route.verification() + trusted;
  }

  static Map<String, OperatorExceptions> exceptions() {
    Set<String> none = Set.of();
    Map<String, OperatorExceptions> all = new LinkedHashMap<>();
    all.put("none", OperatorExceptions.NONE);
    all.put("TLS required", new OperatorExceptions(true, false, false, false, none));
    all.put("no plaintext", new OperatorExceptions(false, true, false, false, none));
    all.put("DANE ignored", new OperatorExceptions(false, false, true, false, none));
    all.put("MTA-STS ignored", new OperatorExceptions(false, false, false, true, none));
    all.put("both ignored", new OperatorExceptions(false, false, true, true, none));
    all.put("both ignored, TLS required", new OperatorExceptions(true, false, true, true, none));
    all.put(
        "both ignored, a key pinned",
        new OperatorExceptions(false, false, true, true, Set.of("ab".repeat(32))));
    return all;
  }
}
