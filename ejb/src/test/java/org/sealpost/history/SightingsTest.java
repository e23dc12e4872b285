package org.sealpost.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.client.PkixVerdict;
import org.sealpost.client.SessionFault;
import org.sealpost.client.TlsUse;
import org.sealpost.delivery.HostOrigin;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.SessionEvidence;
import org.sealpost.delivery.TraceEnd;
import org.sealpost.policy.CertificateCheck;
import org.sealpost.policy.DaneFact;
import org.sealpost.policy.HostFacts;
import org.sealpost.policy.MtaStsFact;
import org.sealpost.policy.MxFact;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequirement;

/** What a trace says of the recipient's domain, and what it does not. */
final class SightingsTest {
  private static final HostFacts GOOD =
      new HostFacts(MxFact.SECURE, MtaStsFact.ENFORCE_MATCH, DaneFact.USABLE);

  private static Map<String, String> seen(
      HostFacts facts, @Nullable String policy, @Nullable SessionEvidence session) {
    boolean signed = facts.mx() == MxFact.SECURE;
    HostOrigin origin = new HostOrigin(HostOrigin.Source.MX, facts, signed, policy, signed, "");
    return seen(origin, session);
  }

  private static Map<String, String> seen(HostOrigin origin, @Nullable SessionEvidence session) {
    HostTrace trace =
        new HostTrace(
            "mx.example",
            null,
            TlsRequirement.DEFAULT,
            TlsRequirement.DEFAULT,
            origin,
            new Connect(TlsUse.STARTTLS_IF_OFFERED, CertificateCheck.NONE, false, true),
            session,
            TraceEnd.TOOK,
            "");
    Map<String, String> all = new TreeMap<>();
    for (Sighting one : Sightings.of(Domain.of("one.example"), List.of(trace), Instant.EPOCH)) {
      all.put(one.key().aspect() + " " + one.key().host(), one.level());
      assertThat(one.key().aspect().levels()).contains(one.level());
    }
    return all;
  }

  private static SessionEvidence tls(String... keywords) {
    return new SessionEvidence(
        "TLSv1.3", "X", PkixVerdict.VERIFIED, null, null, List.of(keywords), null, null);
  }

  private static SessionEvidence clear(
      SessionFault.@Nullable Kind fault, SessionFault.@Nullable Kind plainAfter) {
    return new SessionEvidence(
        null, null, null, null, null, List.of("REQUIRETLS"), fault, plainAfter);
  }

  @Test
  void aGoodServerShowsEverything() {
    assertThat(seen(GOOD, "enforce", tls("REQUIRETLS")))
        .isEqualTo(
            Map.of(
                "DNSSEC ",
                "YES",
                "MTA_STS ",
                "ENFORCE",
                "DANE mx.example",
                "USABLE",
                "STARTTLS mx.example",
                "WORKS",
                "REQUIRETLS mx.example",
                "OFFERED"));
  }

  @Test
  void aServerInClearTextShowsNothingOfItsPromise() {
    HostFacts bare = new HostFacts(MxFact.INSECURE, MtaStsFact.NONE, DaneFact.NOT_APPLICABLE);
    assertThat(seen(bare, null, clear(null, null)))
        .isEqualTo(
            Map.of("DNSSEC ", "NO", "DANE mx.example", "NONE", "STARTTLS mx.example", "MISSING"));
  }

  @ParameterizedTest
  @CsvSource({
    "NO_STARTTLS,MISSING",
    "STARTTLS_REFUSED,BROKEN",
    "HANDSHAKE_FAILED,BROKEN",
    "HANDSHAKE_CUT_OFF,",
    "CONNECT_FAILED,",
    "TIMED_OUT,",
    "CLOSED,",
    "REFUSED,"
  })
  void aFaultIsASightingOnlyWhereItIsAboutTls(SessionFault.Kind fault, @Nullable String level) {
    assertThat(seen(GOOD, null, clear(fault, null)).get("STARTTLS mx.example")).isEqualTo(level);
    assertThat(seen(GOOD, null, clear(null, fault)).get("STARTTLS mx.example")).isEqualTo(level);
  }

  @Test
  void whatCouldNotBeFoundOutIsNoSighting() {
    HostFacts unknown = new HostFacts(MxFact.SECURE, MtaStsFact.NONE, DaneFact.LOOKUP_FAILED);
    assertThat(seen(unknown, null, null)).isEqualTo(Map.of("DNSSEC ", "YES"));
    HostFacts forged = new HostFacts(MxFact.BOGUS, MtaStsFact.NONE, DaneFact.NOT_APPLICABLE);
    assertThat(seen(forged, null, null)).isEmpty();
  }

  @Test
  void aRouteSaysNothingAboutTheDomain() {
    HostOrigin route = new HostOrigin(HostOrigin.Source.ROUTE, null, false, "tls", false, "");
    assertThat(seen(route, tls("REQUIRETLS"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyModeOfAPolicyIsALevel(MtaStsFact fact) {
    HostFacts facts = new HostFacts(MxFact.INSECURE, fact, DaneFact.NOT_APPLICABLE);
    assertThat(fact.name()).startsWith(seen(facts, "a policy", null).get("MTA_STS "));
  }
}
