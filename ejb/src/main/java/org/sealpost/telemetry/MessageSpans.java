package org.sealpost.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PeerText;
import org.sealpost.delivery.DeliveryJob;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.queue.Arrivals;

/**
 * The spans of messages. They name domains, hosts and queue ids, never a mailbox or a subject:
 * traces go to other people's machines. Text from peers is capped and on one line.
 */
public final class MessageSpans implements Arrivals {
  static final AttributeKey<String> QUEUE_ID = AttributeKey.stringKey("sealpost.queue_id");
  static final AttributeKey<String> REQUIREMENT = AttributeKey.stringKey("sealpost.requirement");
  static final AttributeKey<String> DOMAIN = AttributeKey.stringKey("sealpost.next_hop_domain");
  static final AttributeKey<Long> RECIPIENTS = AttributeKey.longKey("sealpost.recipients");
  static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
  static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation");
  static final AttributeKey<Long> OCTETS = AttributeKey.longKey("messaging.message.envelope.size");
  static final AttributeKey<String> LISTENER = AttributeKey.stringKey("sealpost.listener");

  private static final int MOST_TEXT = 500;

  /** Replies of peers often say whose mailbox they speak of. */
  private static final Pattern MAILBOX = Pattern.compile("[^\\s<>]*@[^\\s<>]*+");

  private final Tracer tracer;
  private final InstantSource clock;

  /** Made with this tracer, which may be one that does nothing. */
  public MessageSpans(Tracer tracer, InstantSource clock) {
    this.tracer = tracer;
    this.clock = clock;
  }

  /** The first span of the trace: from when the message came until it was committed. */
  @Override
  public void queued(Arrival arrival) {
    try {
      root(arrival);
    } catch (RuntimeException failure) {
      TelemetryLog.notTraced(failure); // it is committed: its reply must be the positive one
    }
  }

  private void root(Arrival arrival) {
    SpanBuilder builder =
        tracer
            .spanBuilder("message queued")
            .setSpanKind(SpanKind.SERVER)
            .setStartTimestamp(arrival.received())
            .setAttribute(SYSTEM, "smtp")
            .setAttribute(OPERATION, "receive")
            .setAttribute(QUEUE_ID, arrival.queueId())
            .setAttribute(REQUIREMENT, word(arrival.requirement()))
            .setAttribute(LISTENER, arrival.listener())
            .setAttribute(OCTETS, arrival.octets())
            .setAttribute(RECIPIENTS, (long) arrival.recipients());
    // What an application was at when it handed the message in.
    SpanContext caller = Span.current().getSpanContext();
    if (caller.isValid()) {
      builder.addLink(caller);
    }
    GivenIds.startRoot(builder, MessageTrace.of(arrival.queueId(), arrival.received()))
        .end(clock.instant());
  }

  /** A span that has begun now, for one attempt. */
  Span attempt(DeliveryJob job) {
    MessageTrace trace = MessageTrace.of(job.queueId(), job.received());
    SpanBuilder builder = builder(job);
    // What this server writes itself has not come in, so that there is no span to hang under.
    return job.ownNotification()
        ? GivenIds.startLoose(builder, trace)
        : builder.setParent(Context.root().with(Span.wrap(trace.root()))).startSpan();
  }

  private SpanBuilder builder(DeliveryJob job) {
    return tracer
        .spanBuilder("delivery attempt")
        .setSpanKind(SpanKind.CLIENT)
        .setStartTimestamp(clock.instant())
        .setAttribute(SYSTEM, "smtp")
        .setAttribute(OPERATION, "deliver")
        .setAttribute(QUEUE_ID, job.queueId())
        .setAttribute(REQUIREMENT, word(job.requirement()))
        .setAttribute(DOMAIN, job.nextHopDomain().name())
        .setAttribute(RECIPIENTS, (long) job.recipients().size());
  }

  /** Ends that span. */
  void end(Span attempt, DeliveryResult result) {
    if (attempt.isRecording()) {
      result.trace().forEach(host -> attempt.addEvent("host", host(host), clock.instant()));
      Map<String, Long> counts = new TreeMap<>();
      for (RecipientOutcome outcome : result.outcomes()) {
        counts.merge(word(outcome), 1L, Long::sum);
      }
      counts.forEach((outcome, count) -> attempt.setAttribute("sealpost." + outcome, count));
      if (counts.containsKey("failed") || counts.containsKey("deferred")) {
        attempt.setStatus(StatusCode.ERROR, counts.toString());
      }
    }
    attempt.end(clock.instant());
  }

  /** Ends a span whose attempt broke off. */
  void broke(Span attempt, RuntimeException failure) {
    attempt.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
    attempt.end(clock.instant());
  }

  private static Attributes host(HostTrace host) {
    AttributesBuilder about = Attributes.builder();
    put(about, "server.address", host.host());
    put(about, "network.peer.address", host.address());
    put(about, "sealpost.decision", host.decision());
    put(about, "sealpost.tls", host.tls());
    put(about, "sealpost.end", word(host.end()));
    put(about, "sealpost.result", host.result());
    return about.build();
  }

  private static void put(AttributesBuilder about, String name, @Nullable String value) {
    if (value != null) {
      String text = PeerText.oneLine(value, MOST_TEXT);
      about.put(name, MAILBOX.matcher(text).replaceAll("(mailbox)"));
    }
  }

  private static String word(RecipientOutcome outcome) {
    return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
