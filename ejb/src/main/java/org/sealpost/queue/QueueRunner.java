package org.sealpost.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.DeliverySettings;
import org.sealpost.config.QueueSettings;
import org.sealpost.config.Settings;
import org.sealpost.delivery.NextHop;

/** The queue at work: puts its parts together, keeps time, starts and stops them. */
public final class QueueRunner {
  private static final int SWEEP_AT_ONCE = 200;

  private final QueueSettings settings;
  private final String node;
  private final Ledger ledger;
  private final Recorder recorder;
  private final Dispatcher dispatcher;
  private final ExecutorService executor;
  private final ScheduledExecutorService scheduler;
  private final InstantSource clock;
  private @Nullable ScheduledFuture<?> ticks;
  private @Nullable ScheduledFuture<?> sweeps;

  /** The stages beside it: where attempts go, what is laid down, who is told of arrivals. */
  public record Neighbours(NextHop nextHop, FlowRules rules, Arrivals arrivals) {
    /** Nobody is told. */
    public Neighbours(NextHop nextHop, FlowRules rules) {
      this(nextHop, rules, Arrivals.NOBODY);
    }
  }

  /** At rest; {@link #start} sets it going. */
  public QueueRunner(
      Settings settings,
      Ledger ledger,
      Neighbours neighbours,
      QueueThreads threads,
      InstantSource clock) {
    this.settings = settings.queue();
    this.node = settings.hostName().name();
    this.ledger = ledger;
    this.executor = threads.executor();
    this.scheduler = threads.scheduler();
    this.clock = clock;
    RetrySchedule schedule =
        new RetrySchedule(
            this.settings.retrySchedule(),
            this.settings.retryJitterPercent(),
            RandomGenerator.getDefault(),
            neighbours.rules());
    this.recorder = new Recorder(ledger, schedule, clock, this::tick);
    DeliverySettings delivery = settings.delivery();
    this.dispatcher =
        new Dispatcher(
            DispatchLimits.of(delivery.workers(), delivery.perDomain(), delivery.perHost()),
            node,
            new QueueParts(ledger, recorder, neighbours.rules(), neighbours.arrivals()),
            neighbours.nextHop(),
            executor,
            clock);
  }

  /** The dispatcher, for intake and for operators' commands. */
  public Dispatcher dispatcher() {
    return dispatcher;
  }

  /** Takes up what the last run left, then looks for due recipients about once a second. */
  public void start() {
    int left = ledger.endLeasesOf(node);
    if (left > 0) {
      QueueLog.leasesOfEarlierRun(left);
    }
    executor.execute(recorder);
    ticks = scheduler.scheduleWithFixedDelay(this::tick, 0, 1, TimeUnit.SECONDS);
    sweeps = scheduler.scheduleWithFixedDelay(this::sweep, 60, 60, TimeUnit.SECONDS);
  }

  /** Ends within about twice the patience; what is not finished then waits for the next start. */
  public void stop(Duration patience) {
    cancel(ticks);
    cancel(sweeps);
    try {
      if (!dispatcher.stop(patience)) {
        QueueLog.stoppedWithWorkLeft();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      QueueLog.stoppedWithWorkLeft();
    } catch (RuntimeException failure) {
      QueueLog.stopFailed(failure); // what is left is tried again after the next start
    }
  }

  private void tick() {
    try {
      dispatcher.tick();
    } catch (RuntimeException | Error failure) {
      QueueLog.claimFailed(failure); // an exception would end the schedule for good
    }
  }

  private void sweep() {
    try {
      Instant cutoff = clock.instant().minus(settings.finishedRetention());
      int all = 0;
      boolean more = true;
      while (more) {
        FinishedMessages.Swept swept = ledger.sweep(cutoff, SWEEP_AT_ONCE);
        all += swept.removed();
        more = swept.more();
      }
      if (all > 0) {
        QueueLog.swept(all);
      }
    } catch (RuntimeException failure) {
      QueueLog.sweepFailed(failure); // nothing is lost by it: the next one comes in a minute
    }
  }

  private static void cancel(@Nullable ScheduledFuture<?> task) {
    if (task != null) {
      task.cancel(false);
    }
  }
}
