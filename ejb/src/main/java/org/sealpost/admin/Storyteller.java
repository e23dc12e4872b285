package org.sealpost.admin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.HostStory.Step;
import org.sealpost.admin.HostStory.Tone;
import org.sealpost.client.PkixVerdict;
import org.sealpost.client.dane.DaneVerdict;
import org.sealpost.delivery.HostOrigin;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.SessionEvidence;
import org.sealpost.policy.CertificateCheck;
import org.sealpost.policy.DaneFact;
import org.sealpost.policy.HostFacts;
import org.sealpost.policy.MtaStsFact;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.policy.TransportDecision;
import org.sealpost.policy.TransportDecision.Connect;
import org.sealpost.policy.TransportDecision.Skip;

/** Tells traces and decisions as steps. Pure. */
final class Storyteller {
  private Storyteller() {}

  /** What happened at one host. */
  static HostStory of(HostTrace trace) {
    List<Step> steps = new ArrayList<>();
    String asked = trace.stage() == trace.asked() ? trace.asked().name() : "AS_DEFAULT";
    steps.add(step("asked", Tone.PLAIN, asked));
    steps.addAll(origin(trace.origin()));
    steps.addAll(laidDown(trace.laidDown()));
    TransportDecision demand = trace.demand();
    if (demand != null) {
      steps.add(decision(demand));
    }
    SessionEvidence session = trace.session();
    if (session != null) {
      steps.addAll(session(session, demand));
    }
    return new HostStory(
        trace.host(), trace.address(), trace.end().name(), tone(trace), steps, trace.result());
  }

  private static Tone tone(HostTrace trace) {
    return switch (trace.end()) {
      case TOOK -> isProtected(trace.session()) ? Tone.GOOD : Tone.WARN;
      case LOCAL -> Tone.GOOD;
      case MAY_HEAL -> Tone.WARN;
      case TOOK_NOBODY, LACKS_REQUIRETLS, NOT_VERIFIED, REFUSED, NOWHERE -> Tone.BAD;
    };
  }

  private static boolean isProtected(@Nullable SessionEvidence session) {
    return session != null && session.version() != null;
  }

  /** Where a host comes from and what was known of it before it was connected to. */
  static List<Step> origin(HostOrigin origin) {
    List<Step> steps = new ArrayList<>();
    HostFacts facts = origin.facts();
    if (facts == null) {
      String policy = origin.policy();
      List<String> details = policy == null ? List.of() : List.of(policy);
      Tone tone = origin.source() == HostOrigin.Source.NOWHERE ? Tone.BAD : Tone.PLAIN;
      steps.add(new Step("found", tone, List.of(origin.source().name()), details));
      return steps;
    }
    steps.add(
        switch (origin.source()) {
          case DOMAIN ->
              origin.signed()
                  ? step("found", Tone.GOOD, "DOMAIN_SIGNED")
                  : step("found", Tone.PLAIN, "DOMAIN");
          case MX, ROUTE, LOCAL, NOWHERE -> mx(facts);
        });
    steps.add(mtaSts(origin));
    steps.add(dane(origin));
    return steps;
  }

  private static Step mx(HostFacts facts) {
    return switch (facts.mx()) {
      case SECURE -> step("found", Tone.GOOD, "MX_SECURE");
      case INSECURE, NO_MX -> step("found", Tone.PLAIN, "MX_INSECURE");
      case BOGUS -> step("found", Tone.BAD, "MX_BOGUS");
      case TEMPORARY_FAILURE, NO_SUCH_DOMAIN, NULL_MX -> step("found", Tone.BAD, "NOWHERE");
    };
  }

  private static Step mtaSts(HostOrigin origin) {
    MtaStsFact fact = origin.mtaSts();
    String policy = origin.policy();
    if (fact == null || policy == null) {
      return step("mtaSts", Tone.PLAIN, "NOT_ASKED");
    }
    Tone tone =
        switch (fact) {
          case ENFORCE_MATCH, TESTING_MATCH -> Tone.GOOD;
          case NONE -> Tone.PLAIN;
          case TESTING_MISMATCH, UNAVAILABLE -> Tone.WARN;
          case ENFORCE_MISMATCH, ENFORCE_MISMATCH_UNSURE -> Tone.BAD;
        };
    List<String> details = "none".equals(policy) ? List.of() : List.of(policy);
    return new Step("mtaSts", tone, List.of(fact.name()), details);
  }

  private static Step dane(HostOrigin origin) {
    DaneFact fact = origin.dane();
    if (fact == null) {
      return step("dane", Tone.PLAIN, "NOT_ASKED");
    }
    Tone tone =
        switch (fact) {
          case USABLE -> Tone.GOOD;
          case NOT_APPLICABLE -> Tone.PLAIN;
          case UNUSABLE -> Tone.WARN;
          case LOOKUP_FAILED -> Tone.BAD;
        };
    String detail = origin.daneDetail();
    return new Step(
        "dane", tone, List.of(fact.name()), detail.isEmpty() ? List.of() : List.of(detail));
  }

  /** What the operator has laid down for the domain; no step where that is nothing. */
  static List<Step> laidDown(OperatorExceptions exceptions) {
    List<String> words = new ArrayList<>();
    addIf(exceptions.requireTls(), "REQUIRE_TLS", words);
    addIf(exceptions.forbidPlaintext(), "FORBID_PLAINTEXT", words);
    addIf(!exceptions.pins().isEmpty(), "PIN_KEY", words);
    addIf(exceptions.ignoreDane(), "IGNORE_DANE", words);
    addIf(exceptions.ignoreMtaSts(), "IGNORE_MTA_STS", words);
    boolean weaker = exceptions.ignoreDane() || exceptions.ignoreMtaSts();
    return words.isEmpty()
        ? List.of()
        : List.of(new Step("exceptions", weaker ? Tone.WARN : Tone.GOOD, words, List.of()));
  }

  private static void addIf(boolean counts, String word, List<String> words) {
    if (counts) {
      words.add(word);
    }
  }

  /** What was decided. */
  static Step decision(TransportDecision decision) {
    if (decision instanceof Skip skip) {
      Tone tone = skip.reason().mayHeal() ? Tone.WARN : Tone.BAD;
      return step("decision", tone, "SKIP_" + skip.reason());
    }
    if (!(decision instanceof Connect connect)) {
      throw new AssertionError(decision);
    }
    List<String> words = new ArrayList<>();
    words.add(connect.tls() + (connect.retryPlain() ? "_OR_PLAIN" : ""));
    if (connect.check() != CertificateCheck.NONE || connect.pins().isEmpty()) {
      words.add("CHECK_" + connect.check());
    }
    if (!connect.pins().isEmpty()) {
      words.add("PINNED");
    }
    if (connect.requireTls()) {
      words.add("PROMISE");
    }
    Tone tone = connect.tls().permitsPlaintext() ? Tone.WARN : Tone.GOOD;
    return new Step("decision", tone, words, List.of());
  }

  /**
   * What a session showed.
   *
   * @param demand what was decided, null where nothing depends on it: then a missing proof is only
   *     worth a warning
   */
  static List<Step> session(SessionEvidence session, @Nullable TransportDecision demand) {
    if (session.fault() != null) {
      return List.of(step("session", Tone.BAD, "FAULT_" + session.fault()));
    }
    if (session.version() == null) {
      boolean failed = session.plainAfter() != null;
      return List.of(step("session", Tone.WARN, failed ? "PLAIN_AFTER_FAILURE" : "PLAIN"));
    }
    List<Step> steps = new ArrayList<>();
    String tls = session.version() + " " + session.cipher();
    steps.add(new Step("session", Tone.GOOD, List.of("TLS"), List.of(tls)));
    steps.add(certificate(session, demand instanceof Connect connect ? connect : null));
    boolean asked = demand instanceof Connect connect && connect.requireTls();
    Tone silent = asked ? Tone.BAD : Tone.PLAIN;
    steps.add(
        session.offersRequireTls()
            ? step("promise", Tone.GOOD, "OFFERED")
            : step("promise", silent, "NOT_OFFERED"));
    return steps;
  }

  private static Step certificate(SessionEvidence session, @Nullable Connect demand) {
    List<String> words = new ArrayList<>();
    boolean failed = false;
    boolean proved = false;
    DaneVerdict dane = session.dane();
    if (dane != null) {
      words.add("DANE_" + dane);
      failed |= !dane.isProof();
      proved |= dane.isProof();
    }
    PkixVerdict pkix = session.pkix();
    if (pkix != null) {
      words.add("PKIX_" + pkix);
      boolean wanted = demand != null && demand.check().wantsPkix();
      failed |= wanted && pkix != PkixVerdict.VERIFIED;
      proved |= pkix == PkixVerdict.VERIFIED;
    }
    Boolean pinned = session.pinned();
    if (pinned != null) {
      words.add(pinned ? "PIN_SHOWN" : "PIN_MISSING");
      failed |= !pinned;
      proved |= pinned;
    }
    Tone tone = failed ? Tone.BAD : proved ? Tone.GOOD : Tone.WARN;
    return new Step("certificate", tone, words, List.of());
  }

  private static Step step(String topic, Tone tone, String word) {
    return new Step(topic, tone, List.of(word), List.of());
  }
}
