package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.delivery.DeliveryJob;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.event.Events;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.FutureRelease;
import org.sealpost.smtp.TlsRequirement;

/** Recipients that a rule holds back are stored so in the transaction that takes the message. */
final class HoldAtIntakeTest {
  private static final QueueDatabase DATABASE = new QueueDatabase();
  private static final long RULE = 77;

  private final List<Runnable> tasks = new ArrayList<>();
  private final List<DeliveryJob> attempted = new ArrayList<>();
  private final Told transaction = new Told();
  private final Ledger ledger = new NoLedger();
  private final Dispatcher dispatcher =
      new Dispatcher(
          DispatchLimits.of(8, 4, 4),
          "node",
          new QueueParts(
              ledger,
              new Recorder(
                  ledger,
                  new RetrySchedule(List.of(Duration.ofMinutes(1)), 0, new Random(1)),
                  () -> Samples.NOW,
                  () -> {}),
              new FlowRules() {
                @Override
                public @Nullable HeldBy heldBy(NewMessage message, ForwardPath path) {
                  return path.text().startsWith("held") ? new HeldBy(RULE, "Held back: x") : null;
                }

                @Override
                public ClosedLines closed() {
                  return new ClosedLines(false, Set.of("paused.example"));
                }
              }),
          job -> {
            attempted.add(job);
            return new DeliveryResult(
                job.forwardPaths().stream()
                    .<RecipientOutcome>map(RecipientOutcome.Delivered::new)
                    .toList(),
                List.of());
          },
          tasks::add,
          () -> Samples.NOW);

  /** Ends when the test says so. */
  private static final class Told extends IdleTransaction {
    private @Nullable Synchronization told;

    @Override
    public void registerInterposedSynchronization(Synchronization synchronization) {
      told = synchronization;
    }

    void end(int status) {
      if (told != null) {
        told.afterCompletion(status);
      }
    }
  }

  @AfterEach
  void empty() {
    DATABASE.transact(
        em -> {
          em.createQuery("delete from RecipientEntity").executeUpdate();
          em.createQuery("delete from MessageChunk").executeUpdate();
          em.createQuery("delete from MessageEntity").executeUpdate();
        });
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private void take(String... paths) {
    DATABASE.transact(em -> add(em, paths));
    transaction.end(Status.STATUS_COMMITTED);
    while (!tasks.isEmpty()) {
      tasks.remove(0).run();
    }
  }

  private void add(EntityManager em, String... paths) {
    try {
      new Enqueue(em, transaction, dispatcher, ledger, Events.NONE)
          .add(
              Samples.message(TlsRequirement.DEFAULT, paths),
              id ->
                  new ContentSource.Content(
                      Samples.PREFIX,
                      Samples.data("\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII))));
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  private static List<String> rows() {
    return DATABASE.inTransaction(
        em ->
            em.createQuery(
                    "select r from RecipientEntity r order by r.forwardPath", RecipientEntity.class)
                .getResultStream()
                .map(
                    r ->
                        r.forwardPath().text()
                            + " "
                            + r.state()
                            + " "
                            + r.holdRule()
                            + " "
                            + r.lastText())
                .toList());
  }

  @Test
  void theHeldAreNotClaimedAtBirthAndTheOthersAre() {
    take("held@one.example", "free@one.example", "held@two.example");
    assertThat(rows())
        .containsExactly(
            "free@one.example DELIVERING null null",
            "held@one.example HELD 77 Held back: x",
            "held@two.example HELD 77 Held back: x");
    assertThat(attempted)
        .singleElement()
        .satisfies(job -> assertThat(job.forwardPaths()).hasSize(1));
  }

  @Test
  void aMessageThatIsHeldAltogetherTakesNoRoom() {
    for (int i = 0; i < 100; i++) {
      take("held@one.example");
    }
    assertThat(rows()).hasSize(100).containsOnly("held@one.example HELD 77 Held back: x");
    assertThat(attempted).isEmpty();
    assertThat(dispatcher.reserve(List.of("one.example"))).isPresent();
  }

  @Test
  void whatWasPausedBeforeTheStartIsTakenAndNotAttempted() {
    take("a@paused.example");
    take("b@open.example");
    assertThat(rows())
        .containsExactly(
            "a@paused.example QUEUED null null", "b@open.example DELIVERING null null");
    assertThat(attempted)
        .singleElement()
        .satisfies(job -> assertThat(job.nextHopDomain().name()).isEqualTo("open.example"));
  }

  @Test
  void theHeldAreNeverClaimed() {
    take("held@one.example");
    DATABASE.transact(
        em ->
            assertThat(
                    em.createQuery(
                            "select r.id from RecipientEntity r where r.nextAttempt is not null",
                            Long.class)
                        .getResultList())
                .isEmpty());
  }

  @Test
  void aReleaseLeavesTheTimeThatTheSenderAskedFor() {
    Instant later = Samples.NOW.plus(Duration.ofHours(1));
    long free = insertHeld(null);
    long kept = insertHeld(new FutureRelease(later, "for;3600"));
    List<Long> both = List.of(free, kept);
    DATABASE.transact(
        em -> {
          RecipientStore recipients = new RecipientStore(em);
          assertThat(recipients.dueOnRelease(both, Samples.NOW))
              .containsExactly(
                  Map.entry(Samples.NOW, List.of(free)), Map.entry(later, List.of(kept)));
          assertThat(recipients.dueOnRelease(both, later)).containsOnlyKeys(later);
          assertThat(new RuleHolds(em, Events.NONE).release(both, RULE, Samples.NOW)).isEqualTo(2);
        });
    assertThat(due(free)).isEqualTo(Samples.NOW);
    assertThat(due(kept)).isEqualTo(later);
  }

  private static long insertHeld(@Nullable FutureRelease release) {
    NewMessage message =
        Samples.draft(TlsRequirement.DEFAULT, "a@one.example").notBefore(release).message();
    return DATABASE.inTransaction(
        em -> {
          MessageEntity entity = new MessageEntity(message);
          em.persist(entity);
          RecipientEntity recipient =
              new RecipientEntity(
                  entity.id(), message.recipients().get(0), message.due(), Urgency.NORMAL);
          em.persist(recipient);
          em.flush();
          new RuleHolds(em, Events.NONE)
              .hold(List.of(recipient.id()), new HeldBy(RULE, "Held back: x"), Samples.NOW);
          return recipient.id();
        });
  }

  private static @Nullable Instant due(long recipientId) {
    return DATABASE.inTransaction(em -> em.find(RecipientEntity.class, recipientId).nextAttempt());
  }
}
