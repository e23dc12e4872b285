package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** Outcomes are written whatever happens to some of them. */
final class RecorderTest {
  private final FailingLedger ledger = new FailingLedger();
  private final Recorder recorder =
      new Recorder(
          ledger,
          new RetrySchedule(List.of(Duration.ofMinutes(1)), 0, new Random(1)),
          InstantSource.system(),
          () -> {});
  private final Thread thread = new Thread(recorder);
  private boolean everythingWritten = true;

  @AfterEach
  void stop() throws InterruptedException {
    assertThat(recorder.stop(Duration.ofSeconds(30))).isEqualTo(everythingWritten);
    thread.join();
  }

  @Test
  void oneThatCannotBeWrittenDoesNotKeepTheOthers() throws InterruptedException {
    ledger.refused = 1;
    add(1);
    add(2);
    add(3);
    thread.start();
    assertThat(ledger.retried.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(recorder.unrecorded()).containsExactly(1L);
    ledger.refused = 0;
    assertThat(ledger.three.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(ledger.written()).containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void saysAtItsEndThatAnOutcomeCouldNotBeWritten() {
    ledger.refused = 1;
    add(1);
    thread.start();
    everythingWritten = false;
  }

  @Test
  void aFaultIsNoEnd() throws InterruptedException {
    ledger.fault = true;
    thread.start();
    add(1);
    add(2);
    add(3);
    assertThat(ledger.three.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aCountThatCannotBeWrittenKeepsNoOutcome() throws InterruptedException {
    ledger.refusesCounts = true;
    for (long id = 1; id <= 3; id++) {
      recorder.add(claimed(id), relayed(id));
    }
    thread.start();
    assertThat(ledger.three.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(ledger.written()).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(ledger.countsSeen).isTrue();
  }

  /** An attempt whose session is counted. */
  private static DeliveryResult relayed(long id) {
    return new DeliveryResult(
        List.of(new RecipientOutcome.Delivered(claimed(id).recipients().get(0).forwardPath())),
        List.of(SessionCountingTest.trace("mx.one.example", "VERIFIED")));
  }

  private static Claimed claimed(long id) {
    return new Claimed(
        id,
        Samples.NOW,
        Samples.NOW.plus(Duration.ofDays(1)),
        ReversePath.NULL,
        TlsRequirement.DEFAULT,
        BodyType.SEVEN_BIT,
        false,
        DsnEnvelope.NONE,
        Domain.of("one.example"),
        QueuedContent.resident(0, List.of()),
        false,
        List.of(new Claimed.Recipient(id, Samples.recipient("a@one.example"), 0)));
  }

  private void add(long id) {
    Claimed claimed = claimed(id);
    recorder.add(
        claimed,
        new DeliveryResult(
            List.of(new RecipientOutcome.Delivered(claimed.recipients().get(0).forwardPath())),
            List.of()));
  }

  /** Refuses one recipient, or everything once with an error. */
  private static final class FailingLedger extends NoLedger {
    /** One row was refused after two others were written: the recorder is done with those. */
    final CountDownLatch retried = new CountDownLatch(1);

    final CountDownLatch three = new CountDownLatch(3);
    private final List<Long> written = new ArrayList<>();
    volatile long refused;
    volatile boolean fault;
    volatile boolean refusesCounts;
    volatile boolean countsSeen;

    @Override
    public synchronized boolean record(List<Ended> ended) {
      if (fault) {
        fault = false;
        throw new OutOfMemoryError("made by the test");
      }
      boolean counts = ended.stream().anyMatch(one -> !one.sessions().isEmpty());
      countsSeen |= counts;
      if (counts && refusesCounts) {
        throw new IllegalStateException("made by the test");
      }
      if (ended.stream().anyMatch(one -> one.recipientId() == refused)) {
        if (written.size() == 2) {
          retried.countDown();
        }
        throw new IllegalStateException("refused by the test");
      }
      for (Ended one : ended) {
        written.add(one.recipientId());
        three.countDown();
      }
      return false;
    }

    synchronized List<Long> written() {
      return List.copyOf(written);
    }
  }
}
