package org.sealpost.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sealpost.delivery.DeliveryJob;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.Failure;
import org.sealpost.delivery.HostOrigin;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.MailContent;
import org.sealpost.delivery.NextHop;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.delivery.TraceEnd;
import org.sealpost.queue.Arrivals;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

final class MessageSpansTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-20T10:00:00.123Z");
  private static final Arrivals.Arrival ARRIVAL =
      new Arrivals.Arrival("k7", RECEIVED, TlsRequirement.REQUIRED, "submission", 1234, 2);

  private static final MailContent EMPTY =
      new MailContent() {
        @Override
        public long octets() {
          return 0;
        }

        @Override
        public InputStream open() {
          return InputStream.nullInputStream();
        }
      };

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private Instant now = RECEIVED.plusMillis(5);

  private MessageSpans spans(Sampler sampler) {
    return new MessageSpans(tracer(sampler), () -> now);
  }

  private Tracer tracer(Sampler sampler) {
    return SdkTracerProvider.builder()
        .setIdGenerator(new GivenIds())
        .setSampler(sampler)
        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
        .build()
        .get("test");
  }

  @Test
  void attemptsHangUnderTheSpanThatTellsHowTheMessageCame() {
    MessageSpans spans = spans(Sampler.alwaysOn());
    spans.queued(ARRIVAL);
    now = RECEIVED.plusSeconds(60);
    // Another process, later: nothing but the message is known.
    new TracedNextHop(hop(relayed()), spans(Sampler.alwaysOn())).attempt(job(false));

    List<SpanData> all = exporter.getFinishedSpanItems();
    assertThat(all)
        .extracting(SpanData::getName)
        .containsExactly("message queued", "delivery attempt");
    SpanData root = all.get(0);
    SpanData attempt = all.get(1);
    assertThat(root.getParentSpanContext().isValid()).isFalse();
    assertThat(attempt.getTraceId()).isEqualTo(root.getTraceId());
    assertThat(attempt.getParentSpanId()).isEqualTo(root.getSpanId());
    assertThat(root.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(root.getStartEpochNanos())
        .isEqualTo(TimeUnit.MILLISECONDS.toNanos(RECEIVED.toEpochMilli()));
    assertThat(Duration.ofNanos(root.getEndEpochNanos() - root.getStartEpochNanos()))
        .isEqualTo(Duration.ofMillis(5));
    assertThat(root.getAttributes().get(MessageSpans.QUEUE_ID)).isEqualTo("k7");
    assertThat(root.getAttributes().get(MessageSpans.REQUIREMENT)).isEqualTo("required");
    assertThat(root.getAttributes().get(MessageSpans.OCTETS)).isEqualTo(1234);
  }

  @Test
  void messagesOfOneQueueIdAtDifferentTimesHaveDifferentTraces() {
    assertThat(MessageTrace.of("k7", RECEIVED).traceId())
        .isNotEqualTo(MessageTrace.of("k7", RECEIVED.plusMillis(1)).traceId())
        .isEqualTo(MessageTrace.of("k7", RECEIVED.plusNanos(900)).traceId())
        .matches("[0-9a-f]{32}");
  }

  @Test
  void whatThisServerWritesHangsUnderNothing() {
    new TracedNextHop(hop(relayed()), spans(Sampler.alwaysOn())).attempt(job(true));
    SpanData attempt = exporter.getFinishedSpanItems().get(0);
    assertThat(attempt.getParentSpanContext().isValid()).isFalse();
    assertThat(attempt.getTraceId()).isEqualTo(MessageTrace.of("k7", RECEIVED).traceId());
    assertThat(attempt.getSpanId()).isNotEqualTo(MessageTrace.of("k7", RECEIVED).rootId());
  }

  @Test
  void failedAttemptsAreErrorsAndPeersTextIsOneLine() {
    new TracedNextHop(hop(failed("no\r\nsuch user " + "x".repeat(600))), spans(Sampler.alwaysOn()))
        .attempt(job(false));
    SpanData attempt = exporter.getFinishedSpanItems().get(0);
    assertThat(attempt.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(attempt.getStatus().getDescription()).isEqualTo("{failed=1}");
    assertThat(attempt.getEvents()).hasSize(1);
    String result =
        attempt.getEvents().get(0).getAttributes().asMap().entrySet().stream()
            .filter(each -> each.getKey().getKey().equals("sealpost.result"))
            .map(each -> each.getValue().toString())
            .findFirst()
            .orElseThrow();
    assertThat(result).hasSize(500).startsWith("no??such user xx").doesNotContain("\n");
  }

  @Test
  void noMailboxAndNoSubjectIsNamed() {
    MessageSpans spans = spans(Sampler.alwaysOn());
    spans.queued(ARRIVAL);
    new TracedNextHop(hop(failed("550 <anna@peer.example>: no; anna+x@peer.example")), spans)
        .attempt(job(false));
    assertThat(exporter.getFinishedSpanItems().toString())
        .contains("550 <(mailbox)>: no; (mailbox)")
        .doesNotContain("anna@")
        .doesNotContain("anna");
  }

  @Test
  void allSpansOfMessageAreKeptOrNone() {
    int kept = 0;
    for (int i = 0; i < 100; i++) {
      exporter.reset();
      MessageSpans spans = spans(Sampler.traceIdRatioBased(0.5));
      Instant received = RECEIVED.plusSeconds(i);
      spans.queued(new Arrivals.Arrival("k7", received, TlsRequirement.DEFAULT, "relay", 1, 1));
      new TracedNextHop(hop(relayed()), spans).attempt(job(false, received));
      int number = exporter.getFinishedSpanItems().size();
      assertThat(number).isIn(0, 2);
      kept += number / 2;
    }
    assertThat(kept).isBetween(20, 80);
  }

  @Test
  void callerIsLinked() {
    Span caller = tracer(Sampler.alwaysOn()).spanBuilder("application").startSpan();
    Scope scope = caller.makeCurrent();
    try {
      spans(Sampler.alwaysOn()).queued(ARRIVAL);
    } finally {
      scope.close();
    }
    SpanData root = exporter.getFinishedSpanItems().get(0);
    assertThat(root.getLinks()).hasSize(1);
    assertThat(root.getLinks().get(0).getSpanContext()).isEqualTo(caller.getSpanContext());
    assertThat(root.getTraceId()).isNotEqualTo(caller.getSpanContext().getTraceId());
  }

  @Test
  void brokenAttemptsEndTheirSpanAndStayBroken() {
    TracedNextHop broken =
        new TracedNextHop(
            job -> {
              throw new IllegalStateException("secret");
            },
            spans(Sampler.alwaysOn()));
    assertThatThrownBy(() -> broken.attempt(job(false))).isInstanceOf(IllegalStateException.class);
    assertThat(exporter.getFinishedSpanItems().get(0).getStatus().getDescription())
        .isEqualTo("IllegalStateException");
  }

  private static NextHop hop(DeliveryResult result) {
    return job -> result;
  }

  private static DeliveryResult relayed() {
    return new DeliveryResult(
        List.of(new RecipientOutcome.Delivered(path())),
        List.of(trace(TraceEnd.TOOK, "250 2.0.0 ok")));
  }

  private static DeliveryResult failed(String text) {
    return new DeliveryResult(
        List.of(
            new RecipientOutcome.Failed(
                path(), new Failure(EnhancedStatusCode.of("5.1.1"), "gone", null, null, null))),
        List.of(trace(TraceEnd.TOOK_NOBODY, text)));
  }

  private static HostTrace trace(TraceEnd end, String result) {
    return new HostTrace(
        "mx.peer.example",
        "192.0.2.1:25",
        TlsRequirement.REQUIRED,
        TlsRequirement.REQUIRED,
        new HostOrigin(HostOrigin.Source.MX, null, false, null, false, ""),
        null,
        null,
        end,
        result);
  }

  private static ForwardPath path() {
    return new ForwardPath(Mailbox.parse("anna@peer.example").orElseThrow());
  }

  private static DeliveryJob job(boolean own) {
    return job(own, RECEIVED);
  }

  private static DeliveryJob job(boolean own, Instant received) {
    return new DeliveryJob(
        "k7",
        received,
        own ? ReversePath.NULL : ReversePath.parse("anna@sender.example").orElseThrow(),
        TlsRequirement.REQUIRED,
        Domain.of("peer.example"),
        List.of(new EnvelopeRecipient(path())),
        EMPTY,
        BodyType.SEVEN_BIT,
        false,
        DsnEnvelope.NONE,
        own);
  }
}
