package org.sealpost.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.SessionFault;
import org.sealpost.client.TlsUse;
import org.sealpost.delivery.HostOrigin;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.SessionEvidence;
import org.sealpost.policy.DaneFact;
import org.sealpost.policy.HostFacts;
import org.sealpost.policy.MtaStsFact;
import org.sealpost.policy.MxFact;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.smtp.Domain;

/**
 * Reads from a trace what was seen of the recipient's domain. Pure. What could not be found out, or
 * was not asked, is no sighting: that a lookup fails or a connection breaks makes nobody weaker.
 */
final class Sightings {
  private Sightings() {}

  /** What was seen. A route of the operator says nothing about the domain. */
  static List<Sighting> of(Domain domain, List<HostTrace> trace, Instant now) {
    List<Sighting> all = new ArrayList<>();
    for (HostTrace host : trace) {
      HostOrigin origin = host.origin();
      HostFacts facts = origin.facts();
      if (facts != null && facts.mx() != MxFact.BOGUS) {
        add(all, domain, "", Aspect.DNSSEC, origin.signed() ? "YES" : "NO", now);
        add(all, domain, "", Aspect.MTA_STS, mode(origin.mtaSts()), now);
        add(all, domain, host.host(), Aspect.DANE, dane(facts.dane()), now);
        SessionEvidence session = host.session();
        if (session != null && host.demand() instanceof Connect connect) {
          add(all, domain, host.host(), Aspect.STARTTLS, startTls(session, connect), now);
          add(all, domain, host.host(), Aspect.REQUIRETLS, promise(session), now);
        }
      }
    }
    return all;
  }

  private static void add(
      List<Sighting> all,
      Domain domain,
      String host,
      Aspect aspect,
      @Nullable String level,
      Instant now) {
    if (level != null) {
      all.add(new Sighting(new Sighting.Key(domain, host, aspect), level, now));
    }
  }

  private static @Nullable String mode(@Nullable MtaStsFact fact) {
    if (fact == null) {
      return null;
    }
    return switch (fact) {
      case NONE -> "NONE";
      case UNAVAILABLE -> "UNAVAILABLE";
      case TESTING_MATCH, TESTING_MISMATCH -> "TESTING";
      case ENFORCE_MATCH, ENFORCE_MISMATCH, ENFORCE_MISMATCH_UNSURE -> "ENFORCE";
    };
  }

  private static @Nullable String dane(DaneFact fact) {
    return switch (fact) {
      case NOT_APPLICABLE -> "NONE";
      case UNUSABLE -> "UNUSABLE";
      case USABLE -> "USABLE";
      case LOOKUP_FAILED -> null;
    };
  }

  private static @Nullable String startTls(SessionEvidence session, Connect demand) {
    if (session.version() != null) {
      return "WORKS";
    }
    SessionFault.Kind fault = session.isOpen() ? session.plainAfter() : session.fault();
    if (fault == null) {
      return demand.tls() == TlsUse.NONE ? null : "MISSING";
    }
    return switch (fault) {
      case NO_STARTTLS -> "MISSING";
      case STARTTLS_REFUSED, HANDSHAKE_FAILED -> "BROKEN";
      case CONNECT_FAILED,
          REFUSED,
          HANDSHAKE_CUT_OFF,
          CLOSED,
          TIMED_OUT,
          MALFORMED_REPLY,
          CONTENT_UNREADABLE ->
          null;
    };
  }

  /** RFC 3207 §4.2: what is said in clear text promises nothing. */
  private static @Nullable String promise(SessionEvidence session) {
    if (session.version() == null) {
      return null;
    }
    return session.offersRequireTls() ? "OFFERED" : "MISSING";
  }
}
