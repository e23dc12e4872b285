package org.sealpost.queue;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be claimed next, and what must not be: which lines take more, which are closed, and
 * which have something parked in the database. Not thread-safe: the dispatcher's lock guards it.
 *
 * <p>What is known of parked lines need not be complete. Another node may have parked them, or an
 * earlier run of this one: {@link #learn} adds those that a walk through the database has found.
 */
final class ClaimPlan {
  private static final int AT_ONCE = 200;
  private static final int LINES_AT_ONCE = 50;
  private static final int LOOKED_AT = 2_000;
  private static final int REMEMBERED = 20_000;

  private final DomainLines lines;
  private ClosedLines closed = ClosedLines.NONE;

  /** Lines that have something parked and no room for it; who was looked at longest ago first. */
  private final LinkedHashSet<String> parked = new LinkedHashSet<>();

  /** Lines that may have something parked and have room for it. */
  private final LinkedHashSet<String> ready = new LinkedHashSet<>();

  ClaimPlan(DomainLines lines) {
    this.lines = lines;
  }

  /**
   * From now on these are closed, and all others open. Lines that are open again are found by their
   * names, or, where they were closed with a domain above them, among those that are parked.
   */
  void close(ClosedLines changed) {
    Set<String> before = closed.domains();
    closed = changed;
    before.stream()
        .filter(domain -> !changed.holds(domain))
        .forEach(
            domain -> {
              parked.remove(domain);
              ready.add(domain);
            });
  }

  /** Whether an operator has closed a line. */
  boolean isClosed(String domain) {
    return closed.holds(domain);
  }

  /** How many recipients to claim at once; none where there is no room, or all is closed. */
  int most() {
    int room = lines.roomLeft();
    // Never all the room at once: it could all be for one domain.
    return closed.all() || room <= 0 ? 0 : Math.min(AT_ONCE, Math.max(1, room / 2));
  }

  /** Lines to be claimed from by name, and how many places each has. */
  Map<String, Integer> places(int most) {
    Map<String, Integer> places = new LinkedHashMap<>();
    int left = most;
    for (Iterator<String> names = ready.iterator();
        names.hasNext() && places.size() < LINES_AT_ONCE && left > 0; ) {
      String domain = names.next();
      int free = closed.holds(domain) ? 0 : Math.min(lines.free(domain), left);
      names.remove();
      if (free > 0) {
        places.put(domain, free);
        left -= free;
      } else {
        parked.add(domain);
      }
    }
    return places;
  }

  /** That is what a claim by name has brought. */
  void claimed(Map<String, Integer> places, List<Claimed> attempts) {
    Map<String, Integer> got =
        attempts.stream()
            .collect(
                Collectors.toMap(
                    one -> one.domain().name(), one -> one.recipients().size(), Integer::sum));
    places.forEach(
        (domain, wanted) -> {
          if (got.getOrDefault(domain, 0) >= wanted) {
            leftParked(domain);
          }
        });
  }

  /** Lines of which something is parked now. */
  void learn(Collection<String> domains) {
    domains.forEach(this::leftParked);
  }

  private void leftParked(String domain) {
    if (hasRoom(domain)) {
      ready.add(domain);
    } else if (!ready.contains(domain) && !isFull()) {
      parked.add(domain);
      lines.leaveBehind(domain);
    }
  }

  /** Whether no more names can be kept; those that are not are found again by the next walk. */
  boolean isFull() {
    return parked.size() >= REMEMBERED;
  }

  /** Whether a line that something was left behind for is half empty; asked once. */
  boolean runsLow(String domain) {
    boolean low = lines.runsLow(domain);
    if (low && parked.remove(domain)) {
      ready.add(domain);
    }
    return low;
  }

  /**
   * Looks at some of the lines that had no room.
   *
   * @return whether there are more of them
   */
  boolean lookAround() {
    List<String> some = parked.stream().limit(LOOKED_AT).toList();
    for (String domain : some) {
      parked.remove(domain);
      (hasRoom(domain) ? ready : parked).add(domain);
    }
    return parked.size() > LOOKED_AT;
  }

  private boolean hasRoom(String domain) {
    return !closed.holds(domain) && lines.isHalfFree(domain);
  }

  /** For one round: counts what it admits. */
  final class Admission {
    private final Map<String, Integer> admitted = new HashMap<>();

    /** Whether the line takes one more. */
    boolean admits(String domain) {
      int before = admitted.getOrDefault(domain, 0);
      boolean takes = !closed.holds(domain) && before < lines.free(domain);
      if (takes) {
        admitted.put(domain, before + 1);
      } else {
        lines.leaveBehind(domain);
      }
      return takes;
    }
  }
}
