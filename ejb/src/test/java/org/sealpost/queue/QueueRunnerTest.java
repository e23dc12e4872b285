package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** Start, pulse and stop of the queue, with real threads and no database. */
final class QueueRunnerTest {
  private static final String NODE = "mx.sealpost.example";
  private static final Settings SETTINGS =
      SettingsReader.read(
          Path.of("data").toAbsolutePath(),
          key -> Optional.ofNullable(key.equals("hostname") ? NODE : null),
          List.of());

  private final Calls ledger = new Calls();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final QueueRunner runner =
      new QueueRunner(
          SETTINGS,
          ledger,
          new QueueRunner.Neighbours(
              job ->
                  new DeliveryResult(
                      job.forwardPaths().stream()
                          .<RecipientOutcome>map(RecipientOutcome.Delivered::new)
                          .toList(),
                      List.of()),
              FlowRules.NONE),
          new QueueThreads(executor, scheduler),
          InstantSource.system());

  @AfterEach
  void end() {
    scheduler.shutdownNow();
    executor.shutdownNow();
  }

  @Test
  void freesWhatItsEarlierRunHeldBeforeItClaims() throws InterruptedException {
    runner.start();
    assertThat(ledger.claimed.await(30, TimeUnit.SECONDS)).isTrue();
    runner.stop(Duration.ofSeconds(30));
    assertThat(ledger.calls()).startsWith("end leases of " + NODE, "claim");
  }

  @Test
  void claimThatFailsIsNotTheLast() throws InterruptedException {
    ledger.claimFailures = 1;
    runner.start();
    assertThat(ledger.claimed.await(30, TimeUnit.SECONDS)).isTrue();
    runner.stop(Duration.ofSeconds(30));
    assertThat(ledger.calls()).startsWith("end leases of " + NODE, "claim failed", "claim");
  }

  @Test
  void outcomeThatCannotBeRecordedStaysLeasedForTheNextStart() throws InterruptedException {
    ledger.takesNoOutcome = true;
    ledger.due.add(claimed());
    runner.start();
    assertThat(ledger.refused.await(30, TimeUnit.SECONDS)).isTrue();
    runner.stop(Duration.ofSeconds(30));
    // Given back it would be due at once, and another node would send the message again while this
    // one may still write what came of it.
    assertThat(ledger.calls()).contains("record failed").doesNotContain("give back");
  }

  private static Claimed claimed() {
    return new Claimed(
        1,
        Instant.now(),
        Instant.now().plus(Duration.ofDays(1)),
        ReversePath.NULL,
        TlsRequirement.DEFAULT,
        BodyType.SEVEN_BIT,
        false,
        DsnEnvelope.NONE,
        Domain.of("one.example"),
        QueuedContent.resident(0, List.of()),
        false,
        List.of(
            new Claimed.Recipient(
                1, new EnvelopeRecipient(Samples.paths("a@one.example").get(0)), 0)));
  }

  /** Writes down what is asked of it, and fails where it is told to. */
  private static final class Calls extends NoLedger {
    final CountDownLatch claimed = new CountDownLatch(1);
    final CountDownLatch refused = new CountDownLatch(1);
    final List<Claimed> due = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    int claimFailures;
    boolean takesNoOutcome;

    synchronized List<String> calls() {
      return List.copyOf(calls);
    }

    @Override
    public synchronized int endLeasesOf(String node) {
      calls.add("end leases of " + node);
      return 1;
    }

    @Override
    public synchronized Claim claim(ClaimRound round) {
      if (claimFailures > 0) {
        claimFailures--;
        calls.add("claim failed");
        throw new IllegalStateException("refused by the test");
      }
      calls.add("claim");
      claimed.countDown();
      List<Claimed> all = List.copyOf(due);
      due.clear();
      return new Claim(all, Map.of(), false);
    }

    @Override
    public synchronized boolean record(List<Ended> ended) {
      if (takesNoOutcome) {
        calls.add("record failed");
        refused.countDown();
        throw new IllegalStateException("refused by the test");
      }
      calls.add("record");
      return false;
    }

    @Override
    public synchronized void giveBack(Lease lease, Collection<Long> recipientIds, Instant due) {
      calls.add("give back");
    }
  }
}
