package org.sealpost.queue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sealpost.delivery.HostConduct;

/**
 * The lines of attempts that wait, one for each next-hop domain, served in turn as far as the hosts
 * they go to let them. Not thread-safe: the dispatcher's lock guards it.
 *
 * <p>A line may be as long as what is left for all others, and no longer than its limit. So however
 * many domains are slow, there is always as much room for the next one as each of them has.
 */
final class DomainLines {
  private final DispatchLimits limits;
  private final FlowRules rules;
  private final HostLanes hosts;
  private final LinePaces paces = new LinePaces();
  private final Map<String, Line> lines = new HashMap<>();

  /** Lines with somebody waiting, the one whose turn is next first. */
  private final Deque<Line> turns = new ArrayDeque<>();

  private final IdentityHashMap<Claimed, Running> running = new IdentityHashMap<>();

  /** Attempts that were begun and whose host is not known yet. */
  private int homeless;

  private int load;

  /** How much of it is in lines that are not known to be quick. */
  private int unproven;

  DomainLines(DispatchLimits limits, FlowRules rules) {
    this.limits = limits;
    this.rules = rules;
    this.hosts = new HostLanes(limits);
  }

  private static final class Line {
    final String domain;
    final LineOrder waiting = new LineOrder();
    HostLanes.@Nullable Lane lane;
    int running;
    int reserved;

    /** Its last attempt went to a host that was quick. */
    boolean proven;

    /** Something was left in the database because this line was full. */
    boolean leftBehind;

    Line(String domain, HostLanes.@Nullable Lane lane) {
      this.domain = domain;
      this.lane = lane;
      this.proven = lane != null && lane.wasQuick();
    }

    int length() {
      return waiting.size() + reserved;
    }
  }

  private static final class Running {
    final Line line;
    final Instant start;
    HostLanes.@Nullable Lane lane;

    Running(Line line, Instant start) {
      this.line = line;
      this.start = start;
    }
  }

  /** Reserves one place in each line; false, and nothing reserved, where one is full. */
  boolean reserve(Collection<String> domains) {
    boolean fits = domains.size() <= roomLeft();
    for (String domain : domains) {
      if (!takesNew(domain)) {
        leaveBehind(domain);
        fits = false;
      }
    }
    if (!fits) {
      return false;
    }
    for (String domain : domains) {
      Line line = line(domain);
      line.reserved++;
      load(line, 1);
    }
    return true;
  }

  /**
   * Half of a line for which something was left in the database is for that: what comes new would
   * pass by it for ever otherwise.
   */
  private boolean takesNew(String domain) {
    Line line = lines.get(domain);
    int kept = line != null && line.leftBehind ? longest(line, line.lane) / 2 : 0;
    return free(domain) > kept;
  }

  void release(Collection<String> domains) {
    domains.forEach(
        domain -> {
          Line line = line(domain);
          line.reserved--;
          load(line, -1);
          forgetIfEmpty(line);
        });
  }

  /**
   * Adds an attempt to its line; false where it has no line yet, and those of other domains with
   * the same host have taken the room there is for it.
   */
  boolean add(Claimed claimed) {
    String domain = claimed.domain().name();
    HostLanes.Lane lane = hosts.ofDomain(domain);
    if (lane != null && lane.waiting > longest() && !lines.containsKey(domain)) {
      return false;
    }
    Line line = line(domain);
    if (line.waiting.isEmpty()) {
      turns.addLast(line);
    }
    line.waiting.addLast(claimed);
    count(line, 1);
    return true;
  }

  private void load(Line line, int more) {
    load += more;
    unproven += line.proven ? 0 : more;
  }

  private void count(Line line, int more) {
    load(line, more);
    if (line.lane != null) {
      line.lane.waiting += more;
    }
  }

  /** The next attempt that may run, counted as running from now on; null where none may. */
  @Nullable Claimed next(Instant now) {
    if (turns.isEmpty()) {
      return null;
    }
    HostLanes.Load under = hosts.load(homeless, now);
    for (int tried = turns.size(); tried > 0; tried--) {
      Line line = turns.removeFirst();
      LineLimit limit = rules.limit(line.domain);
      boolean may =
          line.running < limit.connections(limits.perDomain())
              && hosts.admits(line.lane, line.running, under, now)
              && keepsPace(line, limit, now);
      if (!may) {
        turns.addLast(line);
        continue;
      }
      Claimed claimed = line.waiting.removeNext();
      line.running++;
      homeless++;
      count(line, -1);
      running.put(claimed, new Running(line, now));
      if (limit.perMinute() != null) {
        paces.begin(line.domain, now);
      }
      if (!line.waiting.isEmpty()) {
        turns.addLast(line);
      }
      return claimed;
    }
    return null;
  }

  private boolean keepsPace(Line line, LineLimit limit, Instant now) {
    Integer perMinute = limit.perMinute();
    return perMinute == null || paces.admits(line.domain, perMinute, now);
  }

  /**
   * The host is known to which an attempt that {@link #next} gave will go. Where the host has no
   * room for it, it goes back to the head of its line, and has never run; or, where too many wait
   * for that host already, it comes out of here with all of its line.
   */
  Entry enter(Claimed claimed, String host, Instant now) {
    Running attempt = attempt(claimed);
    homeless--;
    HostLanes.Lane lane = hosts.known(attempt.line.domain, host);
    if (attempt.line.lane != lane) {
      int moved = attempt.line.waiting.size();
      count(attempt.line, -moved);
      attempt.line.lane = lane;
      count(attempt.line, moved);
    }
    int others = attempt.line.running - 1;
    if (hosts.admits(lane, others, hosts.load(homeless, now), now)) {
      attempt.lane = lane;
      hosts.begin(lane, attempt.start);
      return new Entry(true, List.of());
    }
    backToLine(claimed, attempt);
    boolean over = lane.waiting > longest() && attempt.line.waiting.size() < lane.waiting;
    return new Entry(false, over ? emptied(attempt.line) : List.of());
  }

  /** An attempt that {@link #next} gave cannot run after all, for want of a thread. */
  void putBack(Claimed claimed) {
    homeless--;
    backToLine(claimed, attempt(claimed));
  }

  private void backToLine(Claimed claimed, Running attempt) {
    running.remove(claimed);
    paces.takeBack(attempt.line.domain);
    attempt.line.running--;
    if (attempt.line.waiting.isEmpty()) {
      turns.addLast(attempt.line);
    }
    attempt.line.waiting.addFirst(claimed);
    count(attempt.line, 1);
  }

  /**
   * Whether an attempt goes on.
   *
   * @param overflow attempts there is no room for in memory, to be given back
   */
  record Entry(boolean enters, List<Claimed> overflow) {}

  private List<Claimed> emptied(Line line) {
    List<Claimed> all = line.waiting.all();
    count(line, -all.size());
    line.waiting.clear();
    turns.remove(line);
    forgetIfEmpty(line);
    return all;
  }

  /** How the host bore it; told before {@link #finished}. */
  void observe(Claimed claimed, HostConduct conduct, Instant now) {
    Running attempt = attempt(claimed);
    if (attempt.lane != null) {
      hosts.observe(attempt.lane, attempt.start, conduct, now);
    }
  }

  List<HostState> hosts(Instant now, int most) {
    return hosts.states(now, most);
  }

  /** It ran, or could not. */
  void finished(Claimed claimed, Instant now) {
    Running attempt = attempt(claimed);
    running.remove(claimed);
    if (attempt.lane == null) {
      homeless--;
    } else {
      hosts.end(attempt.lane, attempt.start, now);
      prove(attempt.line, attempt.lane.wasQuick());
    }
    attempt.line.running--;
    forgetIfEmpty(attempt.line);
  }

  private void prove(Line line, boolean quick) {
    if (line.proven != quick) {
      unproven += quick ? -line.length() : line.length();
      line.proven = quick;
    }
  }

  private Running attempt(Claimed claimed) {
    Running attempt = running.get(claimed);
    if (attempt == null) {
      throw new IllegalStateException("it does not run");
    }
    return attempt;
  }

  /** Changes attempts that wait. */
  void replaceWaiting(UnaryOperator<Claimed> change) {
    for (Line line : turns) {
      line.waiting.replaceAll(change);
    }
  }

  /** Everything that waits, in no order. */
  List<Claimed> waiting() {
    return turns.stream().flatMap(line -> line.waiting.all().stream()).toList();
  }

  /** Takes out attempts that wait, wherever they do. */
  List<Claimed> removeWaiting(Predicate<Claimed> which) {
    List<Claimed> all = new ArrayList<>();
    for (Line line : List.copyOf(turns)) {
      List<Claimed> those = line.waiting.all().stream().filter(which).toList();
      if (!those.isEmpty()) {
        List<Claimed> others = line.waiting.all().stream().filter(which.negate()).toList();
        all.addAll(those);
        line.waiting.clear();
        others.forEach(line.waiting::addLast);
        count(line, -those.size());
        if (others.isEmpty()) {
          turns.remove(line);
          forgetIfEmpty(line);
        }
      }
    }
    return all;
  }

  /** Takes out everything that waits in some lines. */
  List<Claimed> removeLines(Predicate<String> domains) {
    List<Claimed> all = new ArrayList<>();
    List.copyOf(turns).stream()
        .filter(line -> domains.test(line.domain))
        .forEach(line -> all.addAll(emptied(line)));
    return all;
  }

  /** How many more attempts a line takes. */
  int free(String domain) {
    Line line = lines.get(domain);
    HostLanes.Lane lane = line == null ? hosts.ofDomain(domain) : line.lane;
    if (lane != null && lane.waiting > longest()) {
      return 0;
    }
    return Math.max(0, longest(line, lane) - (line == null ? 0 : line.length()));
  }

  /** Whether a line takes as many more as half of what it can hold. */
  boolean isHalfFree(String domain) {
    Line line = lines.get(domain);
    int free = free(domain);
    return free > 0 && 2 * free >= longest(line, line == null ? null : line.lane);
  }

  /**
   * Lines that are not known to be quick share a part of the room: what is left is for those that
   * are, however many the others are.
   */
  private int longest(@Nullable Line line, HostLanes.@Nullable Lane lane) {
    boolean quick = line == null ? lane != null && lane.wasQuick() : line.proven;
    return quick ? longest() : Math.min(longest(), limits.waitingUnproven() - unproven);
  }

  /** Something is left in the database that this line had no room for. */
  void leaveBehind(String domain) {
    Line line = lines.get(domain);
    if (line != null) {
      line.leftBehind = true;
    }
  }

  /** Whether the line of a domain that was left behind is half empty; asked once. */
  boolean runsLow(String domain) {
    Line line = lines.get(domain);
    if (line == null || !line.leftBehind || line.length() > longest() / 2) {
      return false;
    }
    line.leftBehind = false;
    return true;
  }

  int roomLeft() {
    return limits.waiting() - load;
  }

  private int longest() {
    return Math.min(limits.waitingPerDomain(), roomLeft());
  }

  private Line line(String domain) {
    return lines.computeIfAbsent(domain, name -> new Line(name, hosts.ofDomain(name)));
  }

  private void forgetIfEmpty(Line line) {
    if (line.running == 0 && line.reserved == 0 && line.waiting.isEmpty()) {
      lines.remove(line.domain);
    }
  }
}
