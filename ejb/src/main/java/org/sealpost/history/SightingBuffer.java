package org.sealpost.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has been seen and is not written yet. Bounded: where it is full, new sightings are dropped;
 * they come again with the next attempt. Thread-safe; never blocks for longer than a map access.
 */
public final class SightingBuffer {
  /** What has not changed is written this often. */
  static final Duration REPEATED_AFTER = Duration.ofHours(1);

  private final int capacity;
  private final Map<Sighting.Key, Sighting> written;
  private final Map<Sighting.Key, Sighting> waiting = new LinkedHashMap<>();
  private long dropped;

  /**
   * @param capacity how many sightings may wait, and how many are remembered as written
   */
  public SightingBuffer(int capacity) {
    this.capacity = capacity;
    this.written =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Sighting.Key, Sighting> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Keeps what is new, or was last kept an hour ago. */
  void offer(Collection<Sighting> sightings) {
    synchronized (waiting) {
      for (Sighting sighting : sightings) {
        if (isWorthIt(sighting)) {
          keep(sighting);
        }
      }
    }
  }

  private boolean isWorthIt(Sighting sighting) {
    Sighting known = written.get(sighting.key());
    return known == null
        || !known.level().equals(sighting.level())
        || !sighting.at().isBefore(known.at().plus(REPEATED_AFTER));
  }

  private void keep(Sighting sighting) {
    if (waiting.size() < capacity || waiting.containsKey(sighting.key())) {
      waiting.put(sighting.key(), sighting);
      written.put(sighting.key(), sighting);
    } else {
      dropped++;
    }
  }

  /** Takes out some, the oldest first. */
  List<Sighting> take(int most) {
    List<Sighting> taken = new ArrayList<>();
    synchronized (waiting) {
      Iterator<Sighting> oldest = waiting.values().iterator();
      while (taken.size() < most && oldest.hasNext()) {
        taken.add(oldest.next());
        oldest.remove();
      }
    }
    return taken;
  }

  /** Those could not be written: the next attempts that show the same are worth it again. */
  void forget(Collection<Sighting> notWritten) {
    synchronized (waiting) {
      notWritten.forEach(sighting -> written.remove(sighting.key()));
    }
  }

  /** How many were dropped since this was last asked. */
  long takeDropped() {
    synchronized (waiting) {
      long count = dropped;
      dropped = 0;
      return count;
    }
  }
}
