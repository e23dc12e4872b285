package org.sealpost.metrics;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PkixVerdict;
import org.sealpost.delivery.DeliveryJob;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.NextHop;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.delivery.SessionEvidence;
import org.sealpost.delivery.TraceEnd;
import org.sealpost.policy.CertificateCheck;
import org.sealpost.policy.TransportDecision;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequirement;

/** A next hop whose attempts are counted: how mail was protected, and what could not be had. */
public final class DeliveryFigures implements NextHop {
  private static final Metadata ATTEMPT =
      Metadata.builder()
          .withName("sealpost_delivery_attempt")
          .withDescription("Time of an attempt for one message at one next-hop domain")
          .withUnit(MetricUnits.SECONDS)
          .build();
  private static final Metadata RECIPIENTS =
      described("sealpost_delivery_recipients", "What attempts came to, for each recipient");
  private static final Metadata DEFERRED =
      described(
          "sealpost_delivery_deferred",
          "Recipients put off, by the subject of the enhanced status code (RFC 3463 §3)");
  private static final Metadata HOSTS =
      described(
          "sealpost_delivery_hosts",
          "Hosts tried, by the requirement of the message, by how TLS was held to it, and by how it"
              + " ended");
  private static final Metadata UNSUPPORTED =
      described(
          "sealpost_requiretls_unsupported",
          "Hosts that could not have mail that has to be protected (RFC 8689 §4.2.1)");
  private static final Metadata IGNORED =
      described(
          "sealpost_tls_required_no_ignored",
          "What was passed over for mail with TLS-Required: No (RFC 8689 §4.2.2)");
  private static final Metadata FALLBACK =
      described(
          "sealpost_plaintext_fallback", "Sessions without TLS after TLS failed (RFC 7435 §3)");

  private final NextHop nextHop;
  private final MetricRegistry registry;
  private final Timer attempts;
  // The registry's own look-up costs more than what is counted.
  private final Map<Counted, Counter> counters = new ConcurrentHashMap<>();

  /** One counter. */
  private record Counted(Metadata what, String first, String second, String third) {}

  /** Counts the attempts of another one. */
  public DeliveryFigures(NextHop nextHop, MetricRegistry registry) {
    this.nextHop = nextHop;
    this.registry = registry;
    this.attempts = registry.timer(ATTEMPT);
  }

  private static Metadata described(String name, String description) {
    return Metadata.builder().withName(name).withDescription(description).build();
  }

  @Override
  public String likelyHost(Domain domain) {
    return nextHop.likelyHost(domain);
  }

  @Override
  public DeliveryResult attempt(DeliveryJob job) {
    long start = System.nanoTime();
    DeliveryResult result = nextHop.attempt(job);
    try {
      attempts.update(Duration.ofNanos(System.nanoTime() - start));
      result.outcomes().forEach(this::count);
      result.trace().forEach(this::count);
    } catch (RuntimeException failure) {
      // The message may be gone already: its outcome must be recorded, or it is sent twice.
      MetricsLog.notCounted(failure);
    }
    return result;
  }

  private void count(RecipientOutcome outcome) {
    count(RECIPIENTS, "outcome", word(outcome));
    if (outcome instanceof RecipientOutcome.Deferred deferred) {
      // Peers make up codes; there are eight subjects, and whatever else is as good as none.
      int subject = deferred.failure().status().subject();
      count(DEFERRED, "subject", subject > 7 ? "0" : Integer.toString(subject));
    }
  }

  private void count(HostTrace trace) {
    if (trace.end() == TraceEnd.LOCAL) {
      return;
    }
    counters
        .computeIfAbsent(
            new Counted(HOSTS, word(trace.asked()), mechanism(trace), word(trace.end())),
            key ->
                registry.counter(
                    HOSTS,
                    new Tag("requirement", key.first()),
                    new Tag("mechanism", key.second()),
                    new Tag("result", key.third())))
        .inc();
    SessionEvidence session = trace.session();
    if (trace.asked() == TlsRequirement.REQUIRED && unsupported(trace) != null) {
      count(UNSUPPORTED, "reason", unsupported(trace));
    }
    if (session == null || !session.isOpen()) {
      return;
    }
    if (session.plainAfter() != null) {
      count(FALLBACK, "requirement", word(trace.asked()));
    }
    if (trace.asked() == TlsRequirement.OPTIONAL && session.version() == null) {
      count(IGNORED, "what", "encryption");
    } else if (trace.asked() == TlsRequirement.OPTIONAL && session.pkix() != PkixVerdict.VERIFIED) {
      count(IGNORED, "what", "certificate");
    }
  }

  private void count(Metadata what, String label, @Nullable String value) {
    String word = String.valueOf(value);
    counters
        .computeIfAbsent(
            new Counted(what, label, word, ""),
            key -> registry.counter(what, new Tag(key.first(), key.second())))
        .inc();
  }

  /** What a session was held to, and had; {@code none} where there was no session. */
  private static String mechanism(HostTrace trace) {
    SessionEvidence session = trace.session();
    if (session == null || !session.isOpen()) {
      return "none";
    }
    if (session.version() == null) {
      return "clear";
    }
    CertificateCheck check =
        trace.demand() instanceof TransportDecision.Connect connect
            ? connect.check()
            : CertificateCheck.NONE;
    return check == CertificateCheck.NONE ? "unchecked" : word(check);
  }

  private static @Nullable String unsupported(HostTrace trace) {
    if (trace.end() == TraceEnd.LACKS_REQUIRETLS) {
      return "no-requiretls";
    }
    if (trace.demand() instanceof TransportDecision.Skip skip) {
      return word(skip.reason());
    }
    if (trace.end() != TraceEnd.NOT_VERIFIED) {
      return null;
    }
    SessionEvidence session = trace.session();
    return session == null || session.version() == null ? "no-tls" : "certificate";
  }

  private static String word(RecipientOutcome outcome) {
    if (outcome instanceof RecipientOutcome.Relayed) {
      return "relayed";
    }
    if (outcome instanceof RecipientOutcome.Delivered) {
      return "delivered";
    }
    return outcome instanceof RecipientOutcome.Deferred ? "deferred" : "failed";
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
