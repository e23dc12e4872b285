package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sealpost.smtp.TlsRequirement;

/** How much is in the queue. */
final class QueueTallyTest {
  @Test
  void recipientsAreCountedByState() {
    try (QueueDatabase database = new QueueDatabase()) {
      QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example", "b@one.example");
      QueueSamples.insertLeased(database, "c@one.example");
      QueueTally tally =
          new QueueTally(
              (state, below, most) ->
                  database.inTransaction(em -> new QueueCount(em).slice(state, below, most)));
      assertThat(tally.unfinished())
          .isEqualTo(
              Map.of(
                  RecipientState.QUEUED,
                  2L,
                  RecipientState.DELIVERING,
                  1L,
                  RecipientState.DEFERRED,
                  0L,
                  RecipientState.HELD,
                  0L));
    }
  }

  @Test
  void aPartEndsWhereTheNextOneBegins() {
    try (QueueDatabase database = new QueueDatabase()) {
      for (int i = 0; i < 5; i++) {
        QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example");
      }
      List<Long> parts = new ArrayList<>();
      Long below = Long.MAX_VALUE;
      while (below != null) {
        long under = below;
        QueueSizes.Slice slice =
            database.inTransaction(em -> new QueueCount(em).slice(RecipientState.QUEUED, under, 2));
        parts.add(slice.recipients());
        below = slice.last();
      }
      assertThat(parts).containsExactly(2L, 2L, 1L);
    }
  }

  @Test
  void whatIsLongIsCountedOverSeveralTimesAndNeverLooksSmallerThanItWas() {
    long[] queued = {3L * QueueTally.SLICE + 7};
    QueueTally tally = new QueueTally((state, below, most) -> slice(state, below, queued[0]));
    assertThat(figures(tally, 4))
        .containsExactly(
            (long) QueueTally.SLICE, 2L * QueueTally.SLICE, 3L * QueueTally.SLICE, queued[0]);
    long before = queued[0];
    queued[0] = 5;
    // The next count begins with the newest and ends at once.
    assertThat(figures(tally, 1)).containsExactly(5L);
    queued[0] = before;
    assertThat(figures(tally, 4)).endsWith(before);
    assertThat(figures(tally, 3)).containsOnly(before);
  }

  /** Keys from 1 to as many as there are. */
  private static QueueSizes.Slice slice(RecipientState state, long below, long queued) {
    long there = state == RecipientState.QUEUED ? Math.min(queued, below - 1) : 0;
    return there > QueueTally.SLICE
        ? new QueueSizes.Slice(QueueTally.SLICE, there - QueueTally.SLICE + 1)
        : new QueueSizes.Slice(there, null);
  }

  private static List<Long> figures(QueueTally tally, int times) {
    List<Long> figures = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      figures.add(tally.unfinished().getOrDefault(RecipientState.QUEUED, -1L));
    }
    return figures;
  }
}
