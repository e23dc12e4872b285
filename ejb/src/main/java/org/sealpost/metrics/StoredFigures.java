package org.sealpost.metrics;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.sealpost.queue.RecipientState;

/**
 * Figures that are counted in the database: the size of the queue, alarms. Counted by a task, so
 * that whoever reads them never waits; to be run every few seconds.
 *
 * <p>MTA-3701 (WARNING): they could not be counted and stay as they were. Look at the database.
 */
public final class StoredFigures implements Runnable {
  private static final Logger LOG = System.getLogger("org.sealpost.metrics");
  private static final Metadata QUEUE =
      Metadata.builder()
          .withName("sealpost_queue_recipients")
          .withDescription("Recipients in the queue, by state")
          .build();
  private static final Metadata ALARMS =
      Metadata.builder()
          .withName("sealpost_tls_alarms")
          .withDescription("Times a recipient domain became weaker, and nobody has taken note")
          .build();

  private final Supplier<Map<RecipientState, Long>> queue;
  private final LongSupplier alarms;
  private final Map<RecipientState, AtomicLong> sizes = new EnumMap<>(RecipientState.class);
  private final AtomicLong open = new AtomicLong();

  /**
   * Registers what there is.
   *
   * @param queue counts the recipients of each state that is not finished
   * @param alarms counts the alarms nobody has taken note of
   */
  public StoredFigures(
      Supplier<Map<RecipientState, Long>> queue, LongSupplier alarms, MetricRegistry registry) {
    this.queue = queue;
    this.alarms = alarms;
    for (RecipientState state : RecipientState.values()) {
      if (!state.isFinished()) {
        AtomicLong size = new AtomicLong();
        sizes.put(state, size);
        Tag tag = new Tag("state", state.name().toLowerCase(Locale.ROOT));
        registry.gauge(QUEUE, size, AtomicLong::get, tag);
      }
    }
    registry.gauge(ALARMS, open, AtomicLong::get);
  }

  @Override
  public void run() {
    try {
      Map<RecipientState, Long> counted = queue.get();
      sizes.forEach((state, size) -> size.set(counted.getOrDefault(state, 0L)));
      open.set(alarms.getAsLong());
    } catch (RuntimeException failure) { // would end the schedule for good
      LOG.log(Level.WARNING, "MTA-3701 figures could not be counted", failure);
    }
  }
}
