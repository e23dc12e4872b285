package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.sealpost.delivery.DeliveryJob;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.NextHop;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** The dispatcher by itself: one thread, run step by step. */
final class DispatcherTest {
  private static final DispatchLimits LIMITS = new DispatchLimits(3, 2, 2, 10, 4);

  private final DueRows ledger = new DueRows();
  private final Steps steps = new Steps();
  private final List<DeliveryJob> attempted = new ArrayList<>();
  private final Recorder recorder =
      new Recorder(
          ledger,
          new RetrySchedule(List.of(Duration.ofMinutes(1)), 0, new Random(1)),
          () -> Samples.NOW,
          () -> {});
  private Instant now = Samples.NOW;
  private NextHop nextHop = DispatcherTest::relay;
  private final Dispatcher dispatcher =
      new Dispatcher(
          LIMITS,
          "node",
          new QueueParts(ledger, recorder),
          job -> {
            attempted.add(job);
            return nextHop.attempt(job);
          },
          steps,
          () -> now);

  @Test
  void attemptsWhatIsDue() {
    ledger.due.add(claimed(1, "one.example"));
    dispatcher.tick();
    steps.runAll();
    assertThat(attempted).extracting(DeliveryJob::queueId).containsExactly("1");
  }

  @Test
  void aMessageClaimedAtBirthStartsWithoutAClaim() {
    Dispatcher.Room room = dispatcher.reserve(Set.of("one.example")).orElseThrow();
    assertThat(room.lease().until()).isEqualTo(now.plus(Dispatcher.LEASE));
    room.take(List.of(claimed(1, "one.example")));
    steps.runAll();
    assertThat(attempted).hasSize(1);
    assertThat(ledger.claims).isZero();
  }

  @Test
  void oneDomainFillsItsOwnLineAndNoOther() {
    for (int i = 0; i < 4; i++) {
      assertThat(dispatcher.reserve(Set.of("slow.example"))).isPresent();
    }
    assertThat(dispatcher.reserve(Set.of("slow.example"))).isEmpty();
    assertThat(dispatcher.reserve(Set.of("slow.example", "other.example"))).isEmpty();
    assertThat(dispatcher.reserve(Set.of("other.example"))).isPresent();
  }

  @Test
  void aPlaceThatIsReleasedIsFreeAgain() {
    List<Dispatcher.Room> rooms = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      rooms.add(dispatcher.reserve(Set.of("slow.example")).orElseThrow());
    }
    rooms.forEach(Dispatcher.Room::release);
    for (int i = 0; i < 4; i++) {
      assertThat(dispatcher.reserve(Set.of("slow.example"))).isPresent();
    }
  }

  @Test
  void runsNoMoreThanItsLimits() {
    take(claimed(1, "one.example"), claimed(2, "one.example"), claimed(3, "one.example"));
    take(claimed(4, "two.example"), claimed(5, "two.example"));
    // Three workers in all, two of them at most for one domain.
    assertThat(steps.waiting()).isEqualTo(3);
    steps.runAll();
    assertThat(attempted).hasSize(5);
  }

  @Test
  void whatDidNotFitIsTakenUpWhenThereIsRoom() {
    for (int i = 0; i < 4; i++) {
      take(claimed(i, "one.example"));
    }
    assertThat(steps.waiting()).isEqualTo(2);
    while (dispatcher.reserve(Set.of("one.example")).isPresent()) {
      // fill the line
    }
    ledger.due.add(claimed(9, "two.example"));
    steps.runAll();
    assertThat(attempted).extracting(job -> job.nextHopDomain().name()).contains("two.example");
  }

  @Test
  void whatIsDueInAFullLineIsParkedOnceAndTheOthersGo() {
    List<Dispatcher.Room> rooms = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      rooms.add(dispatcher.reserve(Set.of("slow.example")).orElseThrow());
    }
    ledger.due.add(claimed(1, "slow.example"));
    ledger.due.add(claimed(2, "slow.example"));
    ledger.due.add(claimed(3, "other.example"));
    dispatcher.tick();
    steps.runAll();
    assertThat(attempted).extracting(DeliveryJob::queueId).containsExactly("3");
    assertThat(ledger.parked).hasSize(2);

    rooms.forEach(Dispatcher.Room::release);
    dispatcher.tick();
    steps.runAll();
    assertThat(attempted).extracting(DeliveryJob::queueId).containsExactly("3", "1", "2");
    assertThat(ledger.parked).isEmpty();
  }

  @Test
  void whatAnEarlierRunHasParkedIsFound() {
    ledger.parked.add(claimed(1, "one.example"));
    ledger.parked.add(claimed(2, "two.example"));
    dispatcher.tick();
    steps.runAll();
    assertThat(attempted).extracting(DeliveryJob::queueId).containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void aClosedLineIsParkedAndGoesOnWhenItIsOpen() {
    take(claimed(1, "one.example"), claimed(2, "one.example"), claimed(3, "one.example"));
    dispatcher.close(new ClosedLines(false, Set.of("one.example")));
    assertThat(ledger.givenBack).containsExactly(3L);
    assertThat(dispatcher.reserve(Set.of("one.example", "two.example"))).isEmpty();
    ledger.due.add(claimed(4, "one.example"));
    ledger.due.add(claimed(5, "two.example"));
    dispatcher.tick();
    steps.runAll();
    // The two that had a worker had not begun.
    assertThat(attempted).extracting(DeliveryJob::queueId).containsExactly("5");
    assertThat(ledger.givenBack).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(ledger.parked).extracting(Claimed::messageId).containsExactly(4L);

    dispatcher.close(ClosedLines.NONE);
    steps.runAll();
    assertThat(attempted).extracting(DeliveryJob::queueId).containsExactly("5", "4");
  }

  @Test
  void whatIsRecalledNeverBeginsAndTheOthersDo() {
    take(
        claimed(1, "one.example"),
        claimed(2, "one.example"),
        claimed(3, "one.example"),
        claimed(4, "two.example"),
        claimed(5, "two.example"));
    Dispatcher.Recalled recalled =
        dispatcher.recall((from, domain) -> domain.name().equals("one.example"));
    assertThat(recalled.recipientIds()).contains(3L).isSubsetOf(1L, 2L, 3L);
    assertThat(recalled.node()).isEqualTo("node");
    steps.runAll();
    assertThat(attempted)
        .extracting(DeliveryJob::queueId)
        .contains("4", "5")
        .doesNotContainAnyElementsOf(
            recalled.recipientIds().stream().map(String::valueOf).toList());
    assertThat(ledger.givenBack).isEmpty();
    dispatcher.giveBack(recalled);
    assertThat(ledger.givenBack).containsExactlyElementsOf(recalled.recipientIds());
    // There is room again for what was taken out.
    take(claimed(6, "one.example"));
    steps.runAll();
    assertThat(attempted).extracting(DeliveryJob::queueId).endsWith("6");
  }

  @Test
  void nothingIsClaimedWhileEverythingIsClosed() {
    ledger.due.add(claimed(1, "one.example"));
    dispatcher.close(new ClosedLines(true, Set.of()));
    dispatcher.tick();
    steps.runAll();
    assertThat(dispatcher.reserve(Set.of("two.example"))).isEmpty();
    assertThat(ledger.claims).isZero();
    assertThat(ledger.parked).isEmpty();

    dispatcher.close(ClosedLines.NONE);
    steps.runAll();
    assertThat(attempted).hasSize(1);
  }

  @Test
  void aLineWithParkedMailKeepsHalfItsRoomForIt() {
    for (int i = 0; i < 4; i++) {
      assertThat(dispatcher.reserve(Set.of("slow.example"))).isPresent();
    }
    assertThat(dispatcher.reserve(Set.of("slow.example"))).isEmpty();
    ledger.due.add(claimed(1, "slow.example"));
    dispatcher.tick();
    steps.runAll();
    assertThat(ledger.parked).hasSize(1);
    assertThat(dispatcher.reserve(Set.of("slow.example"))).isEmpty();
  }

  @Test
  void anAttemptThatHasNotBegunGoesByTheChangedRequirement() {
    nextHop =
        job -> {
          dispatcher.requirementChanged(7, TlsRequirement.OPTIONAL);
          return relay(job);
        };
    take(claimed(1, "one.example"), claimed(2, "one.example"), claimed(7, "one.example"));
    steps.runAll();
    assertThat(attempted)
        .filteredOn(job -> job.queueId().equals("7"))
        .extracting(DeliveryJob::requirement)
        .containsExactly(TlsRequirement.OPTIONAL);
  }

  @Test
  void aChangeIsNotMissedByAClaimThatReadTheOldValue() {
    ledger.due.add(claimed(7, "one.example"));
    ledger.whileClaiming = () -> dispatcher.requirementChanged(7, TlsRequirement.REQUIRED);
    dispatcher.tick();
    steps.runAll();
    assertThat(attempted)
        .extracting(DeliveryJob::requirement)
        .containsExactly(TlsRequirement.REQUIRED);
  }

  @Test
  void whatWasChangedAtAnotherNodeReachesWhatWaitedHere() {
    take(claimed(1, "one.example"), claimed(2, "one.example"), claimed(3, "one.example"));
    ledger.elsewhere = TlsRequirement.REQUIRED;
    now = now.plusSeconds(2);
    steps.runAll();
    assertThat(attempted)
        .extracting(DeliveryJob::requirement)
        .containsOnly(TlsRequirement.REQUIRED);
    assertThat(ledger.requirementsRead).isEqualTo(3);
  }

  @Test
  void whatGoesAtOnceIsNotReadAgain() {
    take(claimed(1, "one.example"));
    ledger.due.add(claimed(2, "two.example"));
    dispatcher.tick();
    steps.runAll();
    assertThat(attempted).hasSize(2);
    assertThat(ledger.requirementsRead).isZero();
  }

  @Test
  void anAttemptThatTakesLongAsksAgainBeforeItSends() {
    List<TlsRequirement> seen = new ArrayList<>();
    nextHop =
        job -> {
          now = now.plusSeconds(30);
          ledger.elsewhere = TlsRequirement.REQUIRED;
          seen.add(job.latest().get());
          return relay(job);
        };
    take(claimed(1, "one.example"));
    steps.runAll();
    assertThat(attempted.get(0).requirement()).isEqualTo(TlsRequirement.DEFAULT);
    assertThat(seen).containsExactly(TlsRequirement.REQUIRED);
  }

  @Test
  void anOlderChangeHereDoesNotHideAYoungerOneElsewhere() {
    dispatcher.requirementChanged(1, TlsRequirement.OPTIONAL);
    now = now.plusSeconds(60);
    ledger.due.add(claimed(1, "one.example"));
    dispatcher.tick();
    steps.runAll();
    assertThat(attempted)
        .extracting(DeliveryJob::requirement)
        .containsExactly(TlsRequirement.DEFAULT);
  }

  @Test
  void withoutAThreadNothingIsLostOnlyLater() {
    steps.full = true;
    take(claimed(1, "one.example"));
    dispatcher.tick();
    steps.full = false;
    take(claimed(2, "one.example"));
    dispatcher.tick();
    steps.runAll();
    assertThat(attempted).extracting(DeliveryJob::queueId).containsExactlyInAnyOrder("1", "2");
    assertThat(ledger.claims).isEqualTo(1);
  }

  @Test
  void aFaultOfOursKeepsTheLeaseAndTheOthersGoOn() {
    nextHop =
        job -> {
          if (job.queueId().equals("1")) {
            throw new StackOverflowError("a fault made by the test");
          }
          return relay(job);
        };
    take(claimed(1, "one.example"), claimed(2, "one.example"), claimed(3, "one.example"));
    steps.runAll();
    assertThat(attempted).hasSize(3);
    assertThat(ledger.givenBack).isEmpty();
  }

  @Test
  void givesBackWhatWaitsWhenItStops() throws InterruptedException {
    take(claimed(1, "one.example"), claimed(2, "one.example"), claimed(3, "one.example"));
    nextHop =
        job -> {
          stopInside();
          return relay(job);
        };
    steps.runAll();
    assertThat(ledger.givenBack).containsExactly(3L);
    assertThat(dispatcher.reserve(Set.of("one.example"))).isEmpty();
  }

  private void stopInside() {
    try {
      dispatcher.stop(Duration.ZERO);
    } catch (InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  @Test
  void renewsTheLeasesOfWhatItHolds() {
    take(claimed(1, "one.example"), claimed(2, "one.example"), claimed(3, "one.example"));
    now = now.plus(Dispatcher.LEASE.dividedBy(2));
    dispatcher.tick();
    steps.runNewest(); // the claim
    steps.runNewest(); // the renewal
    assertThat(ledger.renewed).containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void renewsTheLeaseOfAnOutcomeUntilItIsWritten() throws InterruptedException {
    take(claimed(1, "one.example"));
    steps.runAll();
    assertThat(attempted).hasSize(1);
    renewalIsDue();
    // Nothing runs any more; without the lease somebody else would send the message again.
    assertThat(ledger.renewed).containsExactly(1L);

    assertThat(recorder.stop(Duration.ZERO)).isFalse();
    recorder.run();
    ledger.renewed.clear();
    renewalIsDue();
    assertThat(ledger.renewed).isEmpty();
  }

  private void renewalIsDue() {
    now = now.plus(Dispatcher.LEASE.dividedBy(2));
    dispatcher.tick();
    steps.runAll();
  }

  private void take(Claimed... claimed) {
    for (Claimed one : claimed) {
      Optional<Dispatcher.Room> room = dispatcher.reserve(Set.of(one.domain().name()));
      room.orElseThrow().take(List.of(one));
    }
  }

  static DeliveryResult relay(DeliveryJob job) {
    return new DeliveryResult(
        job.forwardPaths().stream()
            .<RecipientOutcome>map(
                path ->
                    new RecipientOutcome.Relayed(path, Reply.of(250, "2.0.0", "ok"), "mx", false))
            .toList(),
        List.of());
  }

  static Claimed claimed(long id, String domain) {
    return new Claimed(
        id,
        Samples.NOW,
        Samples.NOW.plus(Duration.ofDays(1)),
        ReversePath.NULL,
        TlsRequirement.DEFAULT,
        BodyType.SEVEN_BIT,
        false,
        DsnEnvelope.NONE,
        Domain.of(domain),
        QueuedContent.resident(0, List.of()),
        false,
        List.of(new Claimed.Recipient(id, Samples.recipient("a@" + domain), 0)));
  }

  /** Runs what it is given when the test says so. */
  static final class Steps implements Executor {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    boolean full;

    @Override
    public void execute(Runnable task) {
      if (full) {
        throw new RejectedExecutionException("no thread, says the test");
      }
      tasks.addLast(task);
    }

    int waiting() {
      return tasks.size();
    }

    void runAll() {
      for (Runnable task = tasks.pollFirst(); task != null; task = tasks.pollFirst()) {
        task.run();
      }
    }

    void runNewest() {
      tasks.removeLast().run();
    }
  }
}
