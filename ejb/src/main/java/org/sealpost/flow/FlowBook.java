package org.sealpost.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.flow.DomainPattern.Reach;
import org.sealpost.queue.ClosedLines;
import org.sealpost.queue.FailureKind;
import org.sealpost.queue.HeldBy;
import org.sealpost.queue.LineLimit;
import org.sealpost.queue.NewMessage;
import org.sealpost.queue.RuledWaits;
import org.sealpost.smtp.Domain;

/** All rules that have not been ended, as they were at one moment. Immutable. */
public final class FlowBook {
  /** Nothing is laid down; older than any other book. */
  public static final FlowBook EMPTY = new FlowBook(-1, List.of());

  private final long version;
  private final List<Held> holds = new ArrayList<>();
  private final List<FlowRule.Pause> pauses = new ArrayList<>();
  private final ClosedLines closed;
  private final PatternMap<LineLimit> limits;
  private final PatternMap<Waiting> retries;
  private final PatternMap<NextHops> routes;

  private record Held(FlowRule.Hold rule, HeldBy by) {}

  /** What is laid down for one pattern: for kinds of failures, and for every other kind. */
  private record Waiting(Map<FailureKind, RuledWaits> byKind, @Nullable RuledWaits otherwise) {
    @Nullable RuledWaits find(FailureKind kind) {
      return byKind.getOrDefault(kind, otherwise);
    }
  }

  /**
   * A book.
   *
   * @param version grows with each change
   * @param all rules that count, oldest first: of several holds that match, the first one counts
   */
  public FlowBook(long version, Collection<LaidRule> all) {
    this.version = version;
    Map<DomainPattern, LineLimit> limited = new HashMap<>();
    Map<DomainPattern, Map<FailureKind, RuledWaits>> kinds = new HashMap<>();
    Map<DomainPattern, RuledWaits> otherwise = new HashMap<>();
    Map<DomainPattern, NextHops> routed = new HashMap<>();
    for (LaidRule one : all) {
      if (one.rule() instanceof FlowRule.Hold hold) {
        holds.add(new Held(hold, one.heldBy()));
      } else if (one.rule() instanceof FlowRule.Pause pause) {
        pauses.add(pause);
      } else if (one.rule() instanceof FlowRule.Limit limit) {
        limited.put(limit.recipients(), limit.most());
      } else if (one.rule() instanceof FlowRule.Routing routing) {
        routed.put(routing.recipients(), routing.next());
      } else if (one.rule() instanceof FlowRule.Retry retry) {
        RuledWaits waits = new RuledWaits(one.id(), retry.waits());
        if (retry.failure() == null) {
          otherwise.put(retry.recipients(), waits);
        } else {
          kinds
              .computeIfAbsent(retry.recipients(), none -> new EnumMap<>(FailureKind.class))
              .put(retry.failure(), waits);
        }
      }
    }
    this.closed = closed(pauses);
    this.limits = new PatternMap<>(limited);
    this.retries = new PatternMap<>(waiting(kinds, otherwise));
    this.routes = new PatternMap<>(routed);
  }

  private static Map<DomainPattern, Waiting> waiting(
      Map<DomainPattern, Map<FailureKind, RuledWaits>> kinds,
      Map<DomainPattern, RuledWaits> otherwise) {
    Map<DomainPattern, Waiting> all = new HashMap<>();
    Set<DomainPattern> patterns = new HashSet<>(kinds.keySet());
    patterns.addAll(otherwise.keySet());
    patterns.forEach(
        pattern ->
            all.put(
                pattern,
                new Waiting(kinds.getOrDefault(pattern, Map.of()), otherwise.get(pattern))));
    return all;
  }

  private static ClosedLines closed(List<FlowRule.Pause> pauses) {
    Set<String> domains = new HashSet<>();
    Set<String> below = new HashSet<>();
    boolean everything = false;
    for (FlowRule.Pause pause : pauses) {
      Domain domain = pause.recipients().domain();
      Reach reach = pause.recipients().reach();
      everything |= domain == null;
      if (domain != null && reach != Reach.BELOW) {
        domains.add(domain.name());
      }
      if (domain != null && reach != Reach.EXACT) {
        below.add(domain.name());
      }
    }
    return new ClosedLines(everything, domains, below);
  }

  /** Whether a pause has come to the end that was set for it. */
  boolean hasPauseOver(Instant now) {
    return pauses.stream()
        .map(FlowRule.Pause::until)
        .anyMatch(until -> until != null && !until.isAfter(now));
  }

  long version() {
    return version;
  }

  PatternMap<NextHops> routes() {
    return routes;
  }

  ClosedLines closed() {
    return closed;
  }

  @Nullable HeldBy heldBy(NewMessage message, Domain recipient) {
    for (Held held : holds) {
      if (held.rule().matches(message, recipient)) {
        return held.by();
      }
    }
    return null;
  }

  LineLimit limit(String domain) {
    LineLimit found = limits.find(domain);
    return found == null ? LineLimit.NONE : found;
  }

  /**
   * The destination counts before the kind: a domain's own rule before what is laid down for all.
   */
  @Nullable RuledWaits waits(String domain, FailureKind kind) {
    for (Waiting waiting : retries.findAll(domain)) {
      RuledWaits found = waiting.find(kind);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
