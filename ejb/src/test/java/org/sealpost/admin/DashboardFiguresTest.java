package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealpost.metrics.MinuteTable.Row;

final class DashboardFiguresTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:30Z");

  private static Row row(String at, String name, long amount) {
    return new Row(Instant.parse("2026-11-" + at + ":00Z"), name, amount);
  }

  @Test
  void putsMinutesInTheirPlace() {
    DashboardFigures figures =
        new DashboardFigures(
            List.of(
                row("26T11:59", "relayed", 100),
                row("26T12:00", "relayed", 1),
                row("26T12:29", "relayed", 2),
                row("26T12:30", "relayed", 4),
                row("27T11:59", "accepted", 8),
                row("27T12:00", "accepted", 100)),
            NOW);
    assertThat(figures.hour()).hasSize(60);
    assertThat(figures.hour().get(59))
        .isEqualTo(new Dashboard.Throughput(Instant.parse("2026-11-27T11:59:00Z"), 8, 0, 0, 0, 0));
    assertThat(figures.day()).hasSize(48);
    assertThat(figures.day().get(0).relayed()).isEqualTo(3);
    assertThat(figures.day().get(1).relayed()).isEqualTo(4);
    assertThat(figures.day().get(47).accepted()).isEqualTo(8);
  }

  @Test
  void sharesAreSortedAndMakeAHundred() {
    DashboardFigures figures =
        new DashboardFigures(
            List.of(
                row("27T11:00", "tls.pkix", 1),
                row("27T11:01", "tls.dane", 2),
                row("27T11:02", "tls.dane", 1),
                row("27T11:02", "relayed", 9)),
            NOW);
    assertThat(figures.shares("tls."))
        .containsExactly(new Dashboard.Share("dane", 3, 75), new Dashboard.Share("pkix", 1, 25));
    assertThat(figures.shares("requiretls.")).isEmpty();
  }
}
