package org.sealpost.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sealpost.queue.RecipientState;

/** The figures of the database are as they were counted last. */
final class StoredFiguresTest {
  private final FakeRegistry registry = new FakeRegistry();
  private final Map<RecipientState, Long> queue = new EnumMap<>(RecipientState.class);
  private boolean broken;

  private Map<RecipientState, Long> count() {
    if (broken) {
      throw new IllegalStateException("no database");
    }
    return queue;
  }

  @Test
  void everyUnfinishedStateIsCountedAndAnErrorLeavesThemAsTheyWere() {
    StoredFigures figures = new StoredFigures(this::count, () -> 2, registry.registry());
    assertThat(registry.gauges()).containsEntry("sealpost_tls_alarms", 0L);
    queue.put(RecipientState.DEFERRED, 5L);
    figures.run();
    Map<String, Long> expected =
        Map.of(
            "sealpost_queue_recipients state=queued",
            0L,
            "sealpost_queue_recipients state=delivering",
            0L,
            "sealpost_queue_recipients state=deferred",
            5L,
            "sealpost_queue_recipients state=held",
            0L,
            "sealpost_tls_alarms",
            2L);
    assertThat(registry.gauges()).isEqualTo(expected);
    broken = true;
    figures.run();
    assertThat(registry.gauges()).isEqualTo(expected);
  }
}
