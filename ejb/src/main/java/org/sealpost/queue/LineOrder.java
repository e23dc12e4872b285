package org.sealpost.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;

/**
 * The attempts of one line in their order: the more urgent first, but for one turn in {@value
 * Urgency#TURNS}, and first in, first out among those of the same urgency. Not thread-safe.
 */
final class LineOrder {
  private final Map<Urgency, Deque<Claimed>> waiting = new EnumMap<>(Urgency.class);
  private long turn;
  private int size;

  LineOrder() {
    for (Urgency urgency : Urgency.values()) {
      waiting.put(urgency, new ArrayDeque<>());
    }
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void addLast(Claimed claimed) {
    of(claimed.urgency()).addLast(claimed);
    size++;
  }

  /** Back to where it was. */
  void addFirst(Claimed claimed) {
    of(claimed.urgency()).addFirst(claimed);
    size++;
  }

  /** The one whose turn it is. */
  Claimed removeNext() {
    for (Urgency urgency : Urgency.inTurn(turn)) {
      Claimed next = of(urgency).pollFirst();
      if (next != null) {
        turn++;
        size--;
        return next;
      }
    }
    throw new NoSuchElementException("nobody waits");
  }

  /** All of them, in no order. */
  List<Claimed> all() {
    List<Claimed> all = new ArrayList<>(size);
    waiting.values().forEach(all::addAll);
    return all;
  }

  void clear() {
    waiting.values().forEach(Deque::clear);
    size = 0;
  }

  /** Changes each of them in its place. */
  void replaceAll(UnaryOperator<Claimed> change) {
    for (Deque<Claimed> some : waiting.values()) {
      List<Claimed> changed = some.stream().map(change).toList();
      some.clear();
      some.addAll(changed);
    }
  }

  private Deque<Claimed> of(Urgency urgency) {
    Deque<Claimed> some = waiting.get(urgency);
    if (some == null) {
      throw new AssertionError(urgency);
    }
    return some;
  }
}
