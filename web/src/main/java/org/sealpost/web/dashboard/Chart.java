package org.sealpost.web.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One row of bars, one series each, so that no colour has to tell two apart.
 *
 * @param name {@code hour-} or {@code day-} and the name of the figure
 * @param bars from left to right, {@value #WIDTH} units of width, {@value #HEIGHT} of height
 * @param last what the last bar says, by the minute
 * @param mean of all bars, by the minute
 * @param most of all bars, by the minute
 * @param sum of everything
 */
public record Chart(String name, List<Bar> bars, double last, double mean, double most, long sum) {
  static final int WIDTH = 480;
  static final int HEIGHT = 64;

  /** Copies the list. */
  public Chart {
    bars = List.copyOf(bars);
  }

  /** A bar; {@code y} is its top. */
  public record Bar(double x, double y, double width, double height) {}

  /** The name of the figure. */
  public String figure() {
    return name.substring(name.indexOf('-') + 1);
  }

  /**
   * Of sums.
   *
   * @param minutes how many minutes each sum is of
   */
  static Chart of(String name, long[] sums, int minutes) {
    long most = Arrays.stream(sums).max().orElse(0);
    double step = (double) WIDTH / Math.max(1, sums.length);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      if (sums[i] > 0) {
        // A single message among thousands is still to be seen.
        double height = Math.max(1.5, (double) HEIGHT * sums[i] / most);
        bars.add(new Bar(i * step, HEIGHT - height, Math.max(1, step - 1), height));
      }
    }
    long sum = Arrays.stream(sums).sum();
    double mean = sums.length == 0 ? 0 : (double) sum / sums.length / minutes;
    double last = sums.length == 0 ? 0 : (double) sums[sums.length - 1] / minutes;
    return new Chart(name, bars, last, mean, (double) most / minutes, sum);
  }
}
