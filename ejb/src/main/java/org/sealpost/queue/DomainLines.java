package org.sealpost.queue;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lines of attempts that wait, one for each next-hop domain, served in turn. Not thread-safe:
 * the dispatcher's lock guards it.
 */
final class DomainLines {
  private final DispatchLimits limits;
  private final Map<String, Line> lines = new HashMap<>();

  /** Lines with somebody waiting, the one whose turn is next first. */
  private final Deque<Line> turns = new ArrayDeque<>();

  private int load;

  DomainLines(DispatchLimits limits) {
    this.limits = limits;
  }

  private static final class Line {
    final String domain;
    final Deque<Claimed> waiting = new ArrayDeque<>();
    int running;
    int reserved;

    Line(String domain) {
      this.domain = domain;
    }
  }

  /** Reserves one place in each line; false, and nothing reserved, where one is full. */
  boolean reserve(Collection<String> domains) {
    if (domains.size() > roomLeft() || domains.stream().anyMatch(this::isFull)) {
      return false;
    }
    domains.forEach(domain -> line(domain).reserved++);
    load += domains.size();
    return true;
  }

  void release(Collection<String> domains) {
    domains.forEach(
        domain -> {
          Line line = line(domain);
          line.reserved--;
          forgetIfEmpty(line);
        });
    load -= domains.size();
  }

  void add(Claimed claimed) {
    Line line = line(claimed.domain().name());
    if (line.waiting.isEmpty()) {
      turns.addLast(line);
    }
    line.waiting.addLast(claimed);
    load++;
  }

  /** The next attempt that may run, counted as running from now on; null where none may. */
  @Nullable Claimed next() {
    for (int tried = turns.size(); tried > 0; tried--) {
      Line line = turns.removeFirst();
      if (line.running >= limits.perDomain()) {
        turns.addLast(line);
        continue;
      }
      Claimed claimed = line.waiting.removeFirst();
      line.running++;
      load--;
      if (!line.waiting.isEmpty()) {
        turns.addLast(line);
      }
      return claimed;
    }
    return null;
  }

  void finished(Claimed claimed) {
    Line line = line(claimed.domain().name());
    line.running--;
    forgetIfEmpty(line);
  }

  /** Changes attempts that wait. */
  void replaceWaiting(UnaryOperator<Claimed> change) {
    for (Line line : turns) {
      List<Claimed> changed = line.waiting.stream().map(change).toList();
      line.waiting.clear();
      line.waiting.addAll(changed);
    }
  }

  /** Everything that waits, in no order. */
  List<Claimed> waiting() {
    return turns.stream().flatMap(line -> line.waiting.stream()).toList();
  }

  /** Takes out everything that waits. */
  List<Claimed> removeWaiting() {
    List<Claimed> all = waiting();
    load -= all.size();
    turns.forEach(line -> line.waiting.clear());
    turns.clear();
    return all;
  }

  /** Domains to which nothing more should be claimed for now. */
  Set<String> fullDomains() {
    return lines.keySet().stream().filter(this::isFull).collect(Collectors.toSet());
  }

  int roomLeft() {
    return limits.waiting() - load;
  }

  private boolean isFull(String domain) {
    Line line = lines.get(domain);
    return line != null && line.waiting.size() + line.reserved >= limits.waitingPerDomain();
  }

  private Line line(String domain) {
    return lines.computeIfAbsent(domain, Line::new);
  }

  private void forgetIfEmpty(Line line) {
    if (line.running == 0 && line.reserved == 0 && line.waiting.isEmpty()) {
      lines.remove(line.domain);
    }
  }
}
