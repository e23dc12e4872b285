package org.sealpost.telemetry;

import io.opentelemetry.api.trace.Span;
import org.sealpost.delivery.DeliveryJob;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.NextHop;
import org.sealpost.smtp.Domain;

/** A next hop with a span for each attempt; changes nothing about them. Thread-safe. */
public final class TracedNextHop implements NextHop {
  private final NextHop traced;
  private final MessageSpans spans;

  /** Of another one. */
  public TracedNextHop(NextHop traced, MessageSpans spans) {
    this.traced = traced;
    this.spans = spans;
  }

  @Override
  public String likelyHost(Domain domain) {
    return traced.likelyHost(domain);
  }

  @Override
  public DeliveryResult attempt(DeliveryJob job) {
    Span span = begin(job);
    DeliveryResult result;
    try {
      result = traced.attempt(job);
    } catch (RuntimeException failure) {
      spans.broke(span, failure);
      throw failure;
    }
    try {
      spans.end(span, result);
    } catch (RuntimeException failure) {
      TelemetryLog.notTraced(
          failure); // the message may be gone already: its outcome must be recorded
    }
    return result;
  }

  private Span begin(DeliveryJob job) {
    try {
      return spans.attempt(job);
    } catch (RuntimeException failure) {
      TelemetryLog.notTraced(failure);
      return Span.getInvalid();
    }
  }
}
