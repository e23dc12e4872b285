package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealpost.smtp.TlsRequirement;

/** A hold reaches what a node has claimed, and a lease is its node's alone. */
final class HoldWhileLeasedTest {
  private static final Instant NOW = Samples.NOW;
  private static final String PATH = "a@one.example";

  private static QueueDatabase database;
  private static QueueContract queue;

  @BeforeAll
  static void open() {
    database = new QueueDatabase();
    queue = new QueueContract(database);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @AfterEach
  void empty() {
    database.empty();
  }

  @Test
  void whatIsHeldIsNotAttemptedAndIsHeldWhenItIsGivenBack() {
    Claimed claimed = claim();
    assertThat(requirement(claimed)).contains(TlsRequirement.DEFAULT);
    assertThat(hold()).isTrue();
    assertThat(state()).isEqualTo(RecipientState.DELIVERING);
    assertThat(requirement(claimed)).isEmpty();
    giveBack(QueueContract.lease("node"), claimed);
    assertHeld();
  }

  @Test
  void oneHeldRecipientKeepsItsAttemptFromBeginning() {
    queue.insert(0, PATH, "b@one.example");
    Claimed claimed = queue.claim(NOW, 10).get(0);
    assertThat(claimed.recipients()).hasSize(2);
    assertThat(hold()).isTrue();
    assertThat(requirement(claimed)).isEmpty();
    giveBack(QueueContract.lease("node"), claimed);
    List<Claimed> rest = queue.claim(NOW, 10);
    assertThat(QueueContract.paths(rest)).containsExactly("b@one.example");
    assertThat(requirement(rest.get(0))).contains(TlsRequirement.DEFAULT);
    assertHeld();
  }

  @Test
  void anAttemptThatDidNotSettleItLeavesItHeld() {
    Claimed claimed = claim();
    assertThat(hold()).isTrue();
    queue.record(claimed, NOW, false);
    assertHeld();
    assertThat(queue.recipient(PATH).attempts()).isEqualTo(1);
  }

  @Test
  void anAttemptThatSettledItHasSettledIt() {
    Claimed claimed = claim();
    assertThat(hold()).isTrue();
    queue.record(claimed, NOW, true);
    assertThat(state()).isEqualTo(RecipientState.RELAYED);
  }

  @Test
  void aLeaseThatEndsLeavesItHeld() {
    claim();
    assertThat(hold()).isTrue();
    assertThat(endLeases()).isEqualTo(1);
    assertHeld();
  }

  @Test
  void aHoldThatIsTakenBackHoldsNothing() {
    Claimed claimed = claim();
    assertThat(hold()).isTrue();
    assertThat(hold()).as("twice").isFalse();
    assertThat(holdNoMore()).isTrue();
    assertThat(holdNoMore()).isFalse();
    assertThat(requirement(claimed)).contains(TlsRequirement.DEFAULT);
    queue.record(claimed, NOW, false);
    assertThat(state()).isEqualTo(RecipientState.DEFERRED);
  }

  @Test
  void aHoldIsForOneLeaseOnly() {
    claim();
    assertThat(hold()).isTrue();
    assertThat(endLeases()).isEqualTo(1);
    assertThat(queue.change(PATH, RecipientState.QUEUED, NOW)).isTrue();
    Claimed again = queue.claim(NOW, 10).get(0);
    assertThat(requirement(again)).contains(TlsRequirement.DEFAULT);
  }

  @Test
  void theLeaseOfAnotherNodeIsNotGivenBack() {
    Claimed claimed = claim();
    giveBack(QueueContract.lease("other"), claimed);
    assertThat(state()).isEqualTo(RecipientState.DELIVERING);
    assertThat(requirement(claimed, "other")).isEmpty();
    assertThat(requirement(claimed)).isPresent();
  }

  @Test
  void aLaterLeaseOfTheSameNodeIsNotGivenBack() {
    Claimed claimed = claim();
    Lease before = new Lease("node", QueueContract.lease("node").until().minusMillis(1));
    giveBack(before, claimed);
    assertThat(state()).isEqualTo(RecipientState.DELIVERING);
    giveBack(QueueContract.lease("node"), claimed);
    assertThat(state()).isEqualTo(RecipientState.DEFERRED);
  }

  private static Claimed claim() {
    queue.insert(0, PATH);
    return queue.claim(NOW, 10).get(0);
  }

  private static boolean hold() {
    long id = queue.recipient(PATH).id();
    return in(recipients -> recipients.hold(id, NOW));
  }

  private static boolean holdNoMore() {
    long id = queue.recipient(PATH).id();
    return in(recipients -> recipients.holdNoMore(id));
  }

  private static int endLeases() {
    return in(recipients -> recipients.endLeasesOf("node", NOW));
  }

  private static void giveBack(Lease lease, Claimed claimed) {
    database.transact(em -> new RecipientStore(em).giveBack(lease, claimed.recipientIds(), NOW));
  }

  private static Optional<TlsRequirement> requirement(Claimed claimed) {
    return requirement(claimed, "node");
  }

  private static Optional<TlsRequirement> requirement(Claimed claimed, String node) {
    return database.inTransaction(em -> new MessageStore(em).requirement(claimed, node));
  }

  private static <T> T in(Function<RecipientStore, T> work) {
    return database.inTransaction(em -> work.apply(new RecipientStore(em)));
  }

  private static RecipientState state() {
    return queue.recipient(PATH).state();
  }

  private static void assertHeld() {
    assertThat(state()).isEqualTo(RecipientState.HELD);
    assertThat(queue.recipient(PATH).isHoldAsked()).isFalse();
    assertThat(queue.claim(NOW.plus(Duration.ofDays(1)), 10))
        .noneMatch(each -> QueueContract.paths(List.of(each)).contains(PATH));
  }
}
