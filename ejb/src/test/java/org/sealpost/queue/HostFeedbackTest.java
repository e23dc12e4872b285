package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A host that falters gets fewer at the same time, one that does well gets more again. */
final class HostFeedbackTest {
  private static final int MOST = 16;

  private final HostFeedback feedback = new HostFeedback();
  private Instant now = Samples.NOW;

  private void falter(int attempts) {
    Instant start = now;
    now = now.plusSeconds(1);
    for (int i = 0; i < attempts; i++) {
      feedback.faltered(start, now, MOST, "refused " + i);
    }
    now = now.plusSeconds(1);
  }

  private void doWell(int attempts) {
    for (int i = 0; i < attempts; i++) {
      feedback.didWell(now, MOST);
      now = now.plusMillis(1);
    }
  }

  @Test
  void attemptsThatFailTogetherHalveItOnce() {
    assertThat(feedback.limit(MOST)).isEqualTo(16);
    falter(16);
    assertThat(feedback.limit(MOST)).isEqualTo(8);
    assertThat(feedback.why()).isEqualTo("refused 0");
    falter(1);
    assertThat(feedback.limit(MOST)).isEqualTo(4);
  }

  @Test
  void oneProbeIsAlwaysLeft() {
    for (int i = 0; i < 10; i++) {
      falter(3);
    }
    assertThat(feedback.limit(MOST)).isEqualTo(1);
  }

  @Test
  void asManyGoodEndsAsThereMayBeBringOneMore() {
    falter(1);
    doWell(7);
    assertThat(feedback.limit(MOST)).isEqualTo(8);
    doWell(1);
    assertThat(feedback.limit(MOST)).isEqualTo(9);
    doWell(5);
    falter(1);
    assertThat(feedback.limit(MOST)).isEqualTo(4);
    doWell(3);
    assertThat(feedback.limit(MOST)).as("what was good before the cut is forgotten").isEqualTo(4);
  }

  @Test
  void itHasRecoveredWhenItHasAllAgain() {
    falter(1);
    for (int limit = 8; limit < MOST; limit++) {
      assertThat(feedback.cutAt()).isNotNull();
      doWell(limit);
    }
    assertThat(feedback.limit(MOST)).isEqualTo(MOST);
    assertThat(feedback.cutAt()).isNull();
    assertThat(feedback.why()).isNull();
  }

  @Test
  void whatBeganBeforeTheCutSaysNothing() {
    Instant before = now;
    falter(1);
    for (int i = 0; i < 100; i++) {
      feedback.didWell(before, MOST);
    }
    assertThat(feedback.limit(MOST)).isEqualTo(8);
  }

  @Test
  void itIsNeverMoreThanConfigured() {
    falter(1);
    assertThat(feedback.limit(3)).isEqualTo(3);
    assertThat(feedback.limit(20)).isEqualTo(8);
  }
}
