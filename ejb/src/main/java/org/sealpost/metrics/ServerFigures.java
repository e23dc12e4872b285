package org.sealpost.metrics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.ServerMeter;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.Reply;

/** The figures of the SMTP listeners: sessions, connections, and how long commands take. */
public final class ServerFigures implements ServerMeter {
  private static final Metadata CONNECTIONS =
      Metadata.builder()
          .withName("sealpost_smtp_connections")
          .withDescription("Connections to the SMTP listeners, admitted or refused")
          .build();
  private static final Metadata COMMANDS =
      Metadata.builder()
          .withName("sealpost_smtp_command")
          .withDescription(
              "Time from a command, or the last octet of mail data, to its reply; by reply code and"
                  + " enhanced status code")
          .withUnit(MetricUnits.SECONDS)
          .build();
  private static final Metadata SESSIONS =
      Metadata.builder()
          .withName("sealpost_smtp_sessions")
          .withDescription("SMTP sessions that are open")
          .build();

  private final MetricRegistry registry;
  private final Map<ListenerKind, OfListener> listeners = new EnumMap<>(ListenerKind.class);
  // The registry's own look-up costs more than what is counted.
  private final Map<Answered, Timer> commands = new ConcurrentHashMap<>();

  /** What is counted apart; the catalogue of replies bounds how many there are. */
  private record Answered(
      ListenerKind listener, String verb, int code, @Nullable EnhancedStatusCode status) {}

  private record OfListener(AtomicInteger open, Counter admitted, Counter refused) {}

  /** Registers what is there from the start. */
  public ServerFigures(MetricRegistry registry) {
    this.registry = registry;
    for (ListenerKind listener : ListenerKind.values()) {
      OfListener figures =
          new OfListener(
              new AtomicInteger(),
              connections(listener, "admitted"),
              connections(listener, "refused"));
      registry.gauge(SESSIONS, figures.open(), AtomicInteger::get, tag(listener));
      listeners.put(listener, figures);
    }
  }

  private OfListener of(ListenerKind listener) {
    return Objects.requireNonNull(listeners.get(listener));
  }

  private Counter connections(ListenerKind listener, String result) {
    return registry.counter(CONNECTIONS, tag(listener), new Tag("result", result));
  }

  private static Tag tag(ListenerKind listener) {
    return new Tag("listener", listener.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public void opened(ListenerKind listener) {
    of(listener).open().incrementAndGet();
    of(listener).admitted().inc();
  }

  @Override
  public void closed(ListenerKind listener) {
    of(listener).open().decrementAndGet();
  }

  @Override
  public void turnedAway(ListenerKind listener) {
    of(listener).refused().inc();
  }

  @Override
  public void answered(ListenerKind listener, String verb, Reply reply, long nanos) {
    try {
      commands
          .computeIfAbsent(new Answered(listener, verb, reply.code(), reply.status()), this::timer)
          .update(Duration.ofNanos(nanos));
    } catch (RuntimeException failure) {
      // The reply may be a promise: it has to reach the client.
      MetricsLog.notCounted(failure);
    }
  }

  private Timer timer(Answered answered) {
    EnhancedStatusCode status = answered.status();
    return registry.timer(
        COMMANDS,
        tag(answered.listener()),
        new Tag("verb", answered.verb()),
        new Tag("code", Integer.toString(answered.code())),
        new Tag("status", status == null ? "none" : status.toString()));
  }
}
