package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sealpost.delivery.DeliveryJob;
import org.sealpost.delivery.NextHop;

/** Which attempts are called off before anything is sent, and what becomes of their leases. */
final class CalledOffTest {
  private final DueRows ledger = new DueRows();
  private final DispatcherTest.Steps steps = new DispatcherTest.Steps();
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
          new DispatchLimits(3, 2, 2, 10, 4),
          "node",
          new QueueParts(ledger, recorder),
          job -> {
            attempted.add(job);
            return nextHop.attempt(job);
          },
          steps,
          () -> now);

  @Test
  void whatWasHeldAtAnotherNodeIsGivenBackAndNotSent() {
    take(DispatcherTest.claimed(1, "one.example"), DispatcherTest.claimed(2, "one.example"));
    ledger.held.add(1L);
    now = now.plusSeconds(2);
    steps.runAll();
    assertThat(attempted).extracting(DeliveryJob::queueId).containsExactly("2");
    assertThat(ledger.givenBack).containsExactly(1L);
  }

  @Test
  void whatIsHeldWhileItsSessionOpensIsGivenBackAndNotSent() {
    nextHop =
        job -> {
          now = now.plusSeconds(30);
          ledger.held.add(1L);
          throw new AssertionError("must not be sent as " + job.latest().get());
        };
    take(DispatcherTest.claimed(1, "one.example"));
    steps.runAll();
    assertThat(ledger.givenBack).containsExactly(1L);
    assertThat(recorder.unrecorded()).isEmpty();
  }

  @Test
  void whatIsHeldHereIsTakenOutOfItsLine() {
    take(
        DispatcherTest.claimed(1, "one.example"),
        DispatcherTest.claimed(2, "one.example"),
        DispatcherTest.claimed(3, "one.example"));
    dispatcher.callOff(List.of(3L, 99L));
    steps.runAll();
    assertThat(attempted).extracting(DeliveryJob::queueId).containsExactlyInAnyOrder("1", "2");
    assertThat(ledger.givenBack).containsExactly(3L);
  }

  @Test
  void whatCouldNotBeginForTheDatabaseIsGivenBackAsSoonAsItWorks() {
    take(DispatcherTest.claimed(1, "one.example"));
    now = now.plusSeconds(2);
    ledger.isBroken = true;
    steps.runAll();
    dispatcher.tick();
    steps.runAll();
    assertThat(attempted).isEmpty();
    assertThat(ledger.givenBack).isEmpty();
    ledger.isBroken = false;
    dispatcher.tick();
    steps.runAll();
    assertThat(ledger.givenBack).containsExactly(1L);
    dispatcher.tick();
    steps.runAll();
    assertThat(ledger.givenBack).as("once").containsExactly(1L);
  }

  @Test
  void whatIsToBeGivenBackIsForgottenWhenItsLeaseHasEnded() {
    take(DispatcherTest.claimed(1, "one.example"));
    now = now.plusSeconds(2);
    ledger.isBroken = true;
    steps.runAll();
    ledger.isBroken = false;
    now = now.plus(Dispatcher.LEASE).plusSeconds(1);
    dispatcher.tick();
    steps.runAll();
    assertThat(ledger.givenBack).isEmpty();
  }

  @Test
  void aFaultThatMayHaveSentSomethingKeepsTheLease() {
    nextHop =
        job -> {
          throw new IllegalStateException("broken");
        };
    take(DispatcherTest.claimed(1, "one.example"));
    steps.runAll();
    dispatcher.tick();
    steps.runAll();
    assertThat(ledger.givenBack).isEmpty();
  }

  private void take(Claimed... claimed) {
    for (Claimed one : claimed) {
      dispatcher.reserve(Set.of(one.domain().name())).orElseThrow().take(List.of(one));
    }
  }
}
