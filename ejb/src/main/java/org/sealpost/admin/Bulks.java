package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sealpost.refusal.Refusal;

/** The bulks of this node. */
@ApplicationScoped
public class Bulks {
  private static final Duration KEPT = Duration.ofHours(1);

  /** Choice: more at once would only take the database from the mail. */
  private static final int MOST_AT_ONCE = 4;

  @Resource private ManagedExecutorService executor;

  private final InstantSource clock = InstantSource.system();
  private final AtomicLong ids = new AtomicLong(clock.millis());
  private final Map<Long, BulkRun> runs = new ConcurrentHashMap<>();

  /** Makes one that does not run yet. */
  BulkRun prepare(BulkRun.Order order, BulkSteps steps) {
    long running =
        list().stream().filter(each -> each.state() == BulkProgress.State.RUNNING).count();
    if (running >= MOST_AT_ONCE) {
      throw new CommandRefusedException(Refusal.TOO_MANY_BULKS, running);
    }
    return new BulkRun(ids.incrementAndGet(), order, steps, clock);
  }

  void start(BulkRun run) {
    runs.put(run.progress().id(), run);
    executor.execute(run);
  }

  void cancel(long id) {
    @Nullable BulkRun run = runs.get(id);
    if (run != null) {
      run.cancel();
    }
  }

  /** No chunk is begun while the server stops. */
  void stop(@Observes Stopping event) {
    runs.values().forEach(BulkRun::cancel);
  }

  List<BulkProgress> list() {
    Instant oldest = clock.instant().minus(KEPT);
    runs.values()
        .removeIf(
            run -> {
              Instant ended = run.progress().ended();
              return ended != null && ended.isBefore(oldest);
            });
    return runs.values().stream()
        .map(BulkRun::progress)
        .sorted(Comparator.comparingLong(BulkProgress::id).reversed())
        .toList();
  }
}
