package org.sealpost.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChartTest {
  @Test
  void drawsBarsInProportionAndNothingForNothing() {
    Chart chart = Chart.of("hour-relayed", new long[] {0, 30, 60}, 1);
    assertThat(chart.figure()).isEqualTo("relayed");
    assertThat(chart.bars())
        .containsExactly(new Chart.Bar(160, 32, 159, 32), new Chart.Bar(320, 0, 159, 64));
    assertThat(chart.last()).isEqualTo(60);
    assertThat(chart.mean()).isEqualTo(30);
    assertThat(chart.most()).isEqualTo(60);
    assertThat(chart.sum()).isEqualTo(90);
  }

  @Test
  void speaksOfMinutesWhateverABarStandsFor() {
    Chart chart = Chart.of("day-accepted", new long[] {30, 60}, 30);
    assertThat(chart.last()).isEqualTo(2);
    assertThat(chart.mean()).isEqualTo(1.5);
    assertThat(chart.sum()).isEqualTo(90);
  }

  @Test
  void oneAmongThousandsIsSeen() {
    assertThat(Chart.of("hour-relayed", new long[] {1, 100_000}, 1).bars().get(0).height())
        .isEqualTo(1.5);
  }

  @Test
  void standsStillWithoutAnything() {
    assertThat(Chart.of("hour-relayed", new long[60], 1))
        .returns(0L, Chart::sum)
        .returns(0.0, Chart::most)
        .satisfies(chart -> assertThat(chart.bars()).isEmpty());
  }
}
