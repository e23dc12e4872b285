package org.sealpost.telemetry;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The ids of a message's trace and of its first span. They are made of what every node knows of the
 * message, so that all of its life is one trace, over restarts and on whichever node, and nothing
 * has to be stored for it.
 *
 * @param traceId 32 hexadecimal digits (W3C Trace Context §3.2.2.3)
 * @param rootId 16 hexadecimal digits, of the span that tells how the message came
 */
public record MessageTrace(String traceId, String rootId) {
  private static final int TRACE_OCTETS = 16;
  private static final int SPAN_OCTETS = 8;

  /**
   * Of a message.
   *
   * @param received when it came, to the millisecond
   */
  public static MessageTrace of(String queueId, Instant received) {
    byte[] digest = digest(queueId + "@" + received.toEpochMilli());
    HexFormat hex = HexFormat.of();
    return new MessageTrace(
        hex.formatHex(digest, 0, TRACE_OCTETS),
        hex.formatHex(digest, TRACE_OCTETS, TRACE_OCTETS + SPAN_OCTETS));
  }

  /**
   * What later spans hang under. It says "sampled"; whether a trace is kept is decided by its id
   * alone ({@code traceidratio}), the same for all its spans.
   */
  SpanContext root() {
    return SpanContext.createFromRemoteParent(
        traceId, rootId, TraceFlags.getSampled(), TraceState.getDefault());
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
