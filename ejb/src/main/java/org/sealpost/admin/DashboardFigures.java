package org.sealpost.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sealpost.metrics.Figure;
import org.sealpost.metrics.MinuteTable;

/** Puts the figures by the minute together for the dashboard. Pure. */
final class DashboardFigures {
  static final Duration DAY = Duration.ofDays(1);

  private static final Duration HALF_HOUR = Duration.ofMinutes(30);

  private final List<MinuteTable.Row> rows;
  private final Instant now;

  /**
   * Of these.
   *
   * @param rows of the last day
   */
  DashboardFigures(List<MinuteTable.Row> rows, Instant now) {
    this.rows = List.copyOf(rows);
    this.now = now;
  }

  List<Dashboard.Throughput> hour() {
    Instant end = now.truncatedTo(ChronoUnit.MINUTES);
    return throughput(end.minus(Duration.ofHours(1)), Duration.ofMinutes(1), 60);
  }

  List<Dashboard.Throughput> day() {
    Instant end = now.truncatedTo(ChronoUnit.MINUTES);
    return throughput(end.minus(DAY), HALF_HOUR, (int) DAY.dividedBy(HALF_HOUR));
  }

  private List<Dashboard.Throughput> throughput(Instant start, Duration step, int steps) {
    List<Map<String, Long>> sums = new ArrayList<>(steps);
    for (int i = 0; i < steps; i++) {
      sums.add(new HashMap<>());
    }
    for (MinuteTable.Row row : rows) {
      long index = Math.floorDiv(Duration.between(start, row.at()).toMillis(), step.toMillis());
      if (index >= 0 && index < steps) {
        sums.get((int) index).merge(row.name(), row.amount(), Long::sum);
      }
    }
    List<Dashboard.Throughput> all = new ArrayList<>(steps);
    for (int i = 0; i < steps; i++) {
      Map<String, Long> sum = sums.get(i);
      all.add(
          new Dashboard.Throughput(
              start.plus(step.multipliedBy(i)),
              sum.getOrDefault(Figure.ACCEPTED, 0L),
              sum.getOrDefault(Figure.RELAYED, 0L),
              sum.getOrDefault(Figure.DELIVERED, 0L),
              sum.getOrDefault(Figure.DEFERRED, 0L),
              sum.getOrDefault(Figure.FAILED, 0L)));
    }
    return all;
  }

  /** The figures whose names begin so, by the rest of the name, greatest first. */
  List<Dashboard.Share> shares(String prefix) {
    Map<String, Long> sums =
        rows.stream()
            .filter(row -> row.name().startsWith(prefix))
            .collect(
                Collectors.groupingBy(
                    row -> row.name().substring(prefix.length()),
                    TreeMap::new,
                    Collectors.summingLong(MinuteTable.Row::amount)));
    long whole = sums.values().stream().mapToLong(Long::longValue).sum();
    return sums.entrySet().stream()
        .map(
            each ->
                new Dashboard.Share(
                    each.getKey(),
                    each.getValue(),
                    (int) Math.round(100.0 * each.getValue() / whole)))
        .sorted(Comparator.comparingLong(Dashboard.Share::amount).reversed())
        .toList();
  }
}
