package org.sealpost.web.reports;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * How many reports may be posted in an hour, by one client and by all, and how many at the same
 * time. A client on loopback is a server that stands before this one, and counts for all only.
 * Memory is bounded by what all may post. Thread-safe.
 */
final class PostLimit {
  static final Duration WINDOW = Duration.ofHours(1);
  static final int MOST = 600;
  static final int MOST_BY_ONE = 60;
  static final int MOST_AT_ONCE = 2;

  private final InstantSource clock;
  private final Map<String, Integer> byClient = new HashMap<>();
  private Instant end = Instant.MIN;
  private int all;
  private int running;

  PostLimit(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether one more is taken in this hour; counted if so. */
  synchronized boolean admits(String client) {
    Instant now = clock.instant();
    if (!now.isBefore(end)) {
      end = now.plus(WINDOW);
      all = 0;
      byClient.clear();
    }
    boolean may = all < MOST;
    if (may && !isLoopback(client)) {
      may = byClient.getOrDefault(client, 0) < MOST_BY_ONE;
      byClient.merge(client, may ? 1 : 0, Integer::sum);
    }
    all += may ? 1 : 0;
    return may;
  }

  /** Takes one of the places; {@link #leave} gives it back. */
  synchronized boolean enter() {
    boolean free = running < MOST_AT_ONCE;
    running += free ? 1 : 0;
    return free;
  }

  synchronized void leave() {
    running--;
  }

  private static boolean isLoopback(String client) {
    try {
      // The container gives the address as digits: nothing is looked up.
      return InetAddress.getByName(client).isLoopbackAddress();
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }
}
