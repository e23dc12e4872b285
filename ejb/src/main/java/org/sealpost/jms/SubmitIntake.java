package org.sealpost.jms;

import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.sealpost.config.Settings;

/** The consumers of the submit queue, from the start of the application to its stop. */
public final class SubmitIntake {
  /** Where applications send mail to. */
  public static final String SUBMIT = "sealpost.submit";

  /** Where it goes that can never be taken. */
  public static final String REJECTED = "sealpost.rejected";

  /** How long a submission is known by its key. */
  private static final Duration KEYS_KEPT = Duration.ofDays(7);

  private static final int FORGOTTEN_AT_ONCE = 1_000;

  private final int consumers;
  private final Runnable consumer;
  private final SubmitDesk desk;
  private final InstantSource clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch running;

  /**
   * Not running yet.
   *
   * @param room whether more mail may be taken now
   */
  public SubmitIntake(
      Settings settings, ConnectionFactory connections, SubmitDesk desk, BooleanSupplier room) {
    this.consumers = settings.jms().consumers();
    this.desk = desk;
    this.clock = InstantSource.system();
    this.running = new CountDownLatch(consumers);
    this.consumer =
        new SubmitConsumer(connections, new OrderReader(settings, clock), desk, room, stopping);
  }

  /** Begins to take messages. */
  public void start(Executor executor) {
    for (int i = 0; i < consumers; i++) {
      executor.execute(
          () -> {
            try {
              consumer.run();
            } finally {
              running.countDown();
            }
          });
    }
    JmsLog.reading(consumers);
  }

  /** Removes keys whose time is over. To be run from time to time, not right after a start. */
  public void forgetKeys() {
    long before = clock.instant().minus(KEYS_KEPT).toEpochMilli();
    try {
      while (desk.forget(before, FORGOTTEN_AT_ONCE) == FORGOTTEN_AT_ONCE) {
        // The rest in transactions of their own.
      }
    } catch (RuntimeException failure) { // would end the schedule for good
      JmsLog.keysNotForgotten(failure);
    }
  }

  /** Takes no more; returns when what is under way has been answered, or after the patience. */
  public void stop(Duration patience) {
    stopping.countDown();
    try {
      if (!running.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        JmsLog.stillRunning(running.getCount());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
