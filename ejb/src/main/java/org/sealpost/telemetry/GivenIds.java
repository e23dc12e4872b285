package org.sealpost.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.sdk.trace.IdGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Random ids, but for a span that is started with {@link #start}: it gets those of a {@link
 * MessageTrace}. The server makes one of these by {@link TraceCustomizer}, so that what is given
 * has to come by way of the thread.
 */
public final class GivenIds implements IdGenerator {
  private static final ThreadLocal<@Nullable Ids> GIVEN = new ThreadLocal<>();

  private record Ids(String traceId, @Nullable String spanId) {}

  private final IdGenerator random = IdGenerator.random();

  /** Starts the first span of a message's trace, under which others hang. */
  static Span startRoot(SpanBuilder builder, MessageTrace trace) {
    return start(builder, new Ids(trace.traceId(), trace.rootId()));
  }

  /** Starts one that hangs under no other, in that trace. */
  static Span startLoose(SpanBuilder builder, MessageTrace trace) {
    return start(builder, new Ids(trace.traceId(), null));
  }

  private static Span start(SpanBuilder builder, Ids ids) {
    GIVEN.set(ids);
    try {
      return builder.setNoParent().startSpan();
    } finally {
      GIVEN.remove();
    }
  }

  @Override
  public String generateSpanId() {
    Ids given = GIVEN.get();
    String spanId = given == null ? null : given.spanId();
    return spanId == null ? random.generateSpanId() : spanId;
  }

  @Override
  public String generateTraceId() {
    Ids given = GIVEN.get();
    return given == null ? random.generateTraceId() : given.traceId();
  }
}
