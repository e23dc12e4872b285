package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sealpost.smtp.TlsRequirement;

/** How much is in the queue. */
final class QueueCountTest {
  @Test
  void recipientsAreCountedByState() {
    try (QueueDatabase database = new QueueDatabase()) {
      QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example", "b@one.example");
      QueueSamples.insertLeased(database, "c@one.example");
      Map<RecipientState, Long> counts =
          database.inTransaction(em -> new QueueCount(em).unfinished());
      assertThat(counts)
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
}
