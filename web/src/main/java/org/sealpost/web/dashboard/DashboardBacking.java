package org.sealpost.web.dashboard;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.Dashboard;
import org.sealpost.admin.DashboardView;
import org.sealpost.queue.RecipientState;

/** The dashboard. */
@Named
@RequestScoped
public class DashboardBacking {
  private static final int MINUTES_OF_A_BAR = 30;

  @EJB private DashboardView view;

  private @Nullable Dashboard dashboard;

  /** As it is now; read once in a request. */
  public Dashboard getNow() {
    Dashboard now = dashboard;
    if (now == null) {
      now = view.now();
      dashboard = now;
    }
    return now;
  }

  /** The states of what waits, in the order of a message's way. */
  public List<Size> getQueue() {
    return List.of(
            RecipientState.QUEUED,
            RecipientState.DELIVERING,
            RecipientState.DEFERRED,
            RecipientState.HELD)
        .stream()
        .map(state -> new Size(state, getNow().queue().getOrDefault(state, 0L)))
        .toList();
  }

  /** How many recipients are in a state. */
  public record Size(RecipientState state, long recipients) {}

  /** The charts of the last hour, one bar for each minute. */
  public List<Chart> getHour() {
    return charts("hour", getNow().hour(), 1);
  }

  /** The charts of the last day, one bar for each half hour: what a minute of it came to. */
  public List<Chart> getDay() {
    return charts("day", getNow().day(), MINUTES_OF_A_BAR);
  }

  private static List<Chart> charts(String span, List<Dashboard.Throughput> all, int minutes) {
    return List.of(
        chart(span, "accepted", all, minutes, Dashboard.Throughput::accepted),
        chart(span, "relayed", all, minutes, Dashboard.Throughput::relayed),
        chart(span, "delivered", all, minutes, Dashboard.Throughput::delivered));
  }

  private static Chart chart(
      String span,
      String name,
      List<Dashboard.Throughput> all,
      int minutes,
      ToLongFunction<Dashboard.Throughput> figure) {
    return Chart.of(span + "-" + name, all.stream().mapToLong(figure).toArray(), minutes);
  }
}
