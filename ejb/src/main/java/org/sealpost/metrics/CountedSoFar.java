package org.sealpost.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metric;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.Timer;

/**
 * Reads the counters of the registry and gives what has come to them since it was last asked. Not
 * for two threads.
 */
final class CountedSoFar {
  private final Supplier<Map<MetricID, Metric>> metrics;
  private Map<String, Long> before;

  /**
   * Counts from now on.
   *
   * @param metrics of the registry, as they are when it is asked
   */
  CountedSoFar(Supplier<Map<MetricID, Metric>> metrics) {
    this.metrics = metrics;
    this.before = read();
  }

  /** What was counted since, by name of the figure; nothing that is 0. */
  Map<String, Long> more() {
    Map<String, Long> now = read();
    Map<String, Long> more = new HashMap<>();
    now.forEach(
        (name, count) -> {
          long added = count - before.getOrDefault(name, 0L);
          if (added > 0) {
            more.put(name, added);
          }
        });
    before = now;
    return more;
  }

  private Map<String, Long> read() {
    Map<String, Long> counts = new HashMap<>();
    for (Map.Entry<MetricID, Metric> each : metrics.get().entrySet()) {
      for (String name : Figure.of(each.getKey())) {
        counts.merge(name, count(each.getValue()), Long::sum);
      }
    }
    return counts;
  }

  private static long count(Metric metric) {
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    return metric instanceof Timer timer ? timer.getCount() : 0;
  }
}
