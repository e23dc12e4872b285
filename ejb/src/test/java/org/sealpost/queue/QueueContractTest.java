package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.inflow.MailData;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.DsnReturn;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.MtPriority;
import org.sealpost.smtp.NotifyOn;
import org.sealpost.smtp.OriginalRecipient;
import org.sealpost.smtp.RecipientParameters;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.smtp.Xtext;

/** What the queue promises, on each database that it runs on. */
final class QueueContractTest {
  private static final Instant NOW = Samples.NOW;
  private static final Map<QueueDatabase.Kind, QueueContract> QUEUES =
      new EnumMap<>(QueueDatabase.Kind.class);

  private static QueueContract on(QueueDatabase.Kind kind) {
    return QUEUES.computeIfAbsent(kind, each -> new QueueContract(new QueueDatabase(each)));
  }

  @AfterAll
  static void close() {
    QUEUES.values().forEach(queue -> queue.database.close());
    QUEUES.clear();
  }

  @AfterEach
  void empty() {
    QUEUES.values().forEach(queue -> queue.database.empty());
  }

  @ParameterizedTest
  @EnumSource
  void firstInFirstOutInsideAnUrgencyAndTheUrgentBeforeTheRest(QueueDatabase.Kind kind) {
    QueueContract queue = on(kind);
    queue.insert(-4, "bulk1@a.example");
    queue.insert(0, "normal1@b.example");
    queue.insert(3, "urgent1@c.example");
    queue.insert(0, "normal2@d.example");
    queue.insert(9, "urgent2@e.example");
    queue.insert(-1, "bulk2@f.example");
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      order.addAll(QueueContract.paths(queue.claim(NOW, 1)));
    }
    assertThat(order)
        .containsExactly(
            "urgent1@c.example",
            "urgent2@e.example",
            "normal1@b.example",
            "normal2@d.example",
            "bulk1@a.example",
            "bulk2@f.example");
  }

  @ParameterizedTest
  @EnumSource
  void whatHasWaitedLongestGoesFirstWhateverItsKey(QueueDatabase.Kind kind) {
    QueueContract queue = on(kind);
    queue.insert(0, NOW.plusSeconds(60), "later@a.example");
    queue.insert(0, NOW.plusSeconds(30), "sooner@b.example");
    assertThat(QueueContract.paths(queue.claim(NOW.plusSeconds(60), 10)))
        .containsExactly("sooner@b.example", "later@a.example");
  }

  @ParameterizedTest
  @EnumSource
  void bulkMailIsNotStarvedByWhatIsUrgent(QueueDatabase.Kind kind) {
    QueueContract queue = on(kind);
    queue.insert(-1, "bulk@a.example");
    for (int i = 0; i < 2 * Urgency.TURNS; i++) {
      queue.insert(1, "urgent" + i + "@b.example");
    }
    List<String> order = new ArrayList<>();
    for (int turn = 0; turn < Urgency.TURNS; turn++) {
      order.addAll(
          QueueContract.paths(
              queue.claim(
                  new ClaimRound(
                      QueueContract.lease("node"), NOW, 1, Urgency.inTurn(turn), all -> true))));
    }
    assertThat(order).hasSize(Urgency.TURNS).last().isEqualTo("bulk@a.example");
  }

  @ParameterizedTest
  @EnumSource
  void keepsEveryFieldOctetForOctet(QueueDatabase.Kind kind) {
    QueueContract queue = on(kind);
    EnvelopeRecipient asked =
        new EnvelopeRecipient(
            Samples.paths("\"quo ted\"@one.example").get(0),
            new RecipientParameters(
                Set.of(NotifyOn.DELAY, NotifyOn.SUCCESS),
                new OriginalRecipient("rfc822", "A+2B@One.example")));
    DsnEnvelope dsn = new DsnEnvelope(DsnReturn.FULL, new Xtext("id+2B"));
    NewMessage message =
        new NewMessage(
            NOW,
            NOW.plus(Duration.ofDays(5)),
            ReversePath.NULL,
            TlsRequirement.REQUIRED,
            true,
            true,
            "Grüße 你好 🙂",
            "„Jörg“ <jörg@bücher.example>",
            new NewMessage.Origin("submission", "2001:db8::1", "client.example", "TLSv1.3 X", null),
            new NewMessage.Asked(true, dsn, "who@one.example", null, new MtPriority(-7)),
            List.of(asked));
    byte[] octets = new byte[300_000];
    new Random(7).nextBytes(octets);
    long id = insert(queue, message, octets);

    queue.database.reopen();

    Claimed claimed = queue.claim(NOW, 10).get(0);
    assertThat(claimed.reversePath().isNull()).isTrue();
    assertThat(claimed.requirement()).isEqualTo(TlsRequirement.REQUIRED);
    assertThat(claimed.priority()).isEqualTo(new MtPriority(-7));
    assertThat(claimed.urgency()).isEqualTo(Urgency.BULK);
    assertThat(claimed.dsn()).isEqualTo(dsn);
    assertThat(claimed.smtpUtf8()).isTrue();
    assertThat(claimed.recipients()).extracting(Claimed.Recipient::asked).containsExactly(asked);
    MessageEntity row =
        queue.database.inTransaction(em -> new MessageStore(em).find(id).orElseThrow());
    assertThat(row.subject()).isEqualTo(message.subject());
    assertThat(row.from()).isEqualTo(message.from());
    assertThat(row.submitter()).isEqualTo("who@one.example");
    assertThat(row.client()).isEqualTo("2001:db8::1");
    assertThat(row.tls()).isEqualTo("TLSv1.3 X");
    assertThat(row.malformedTlsRequired()).isTrue();
    assertThat(row.expires()).isEqualTo(message.expires());
    assertThat(queue.content(id)).isEqualTo(octets);
  }

  @ParameterizedTest
  @EnumSource
  void keepsAMessageThatIsLargerThanWhatIsHeldAtOnce(QueueDatabase.Kind kind) {
    QueueContract queue = on(kind);
    byte[] octets = new byte[5_000_001];
    new Random(8).nextBytes(octets);
    long id = insert(queue, Samples.message(TlsRequirement.DEFAULT, "a@one.example"), octets);
    assertThat(queue.content(id)).isEqualTo(octets);
  }

  private static long insert(QueueContract queue, NewMessage message, byte[] octets) {
    MailData data = Samples.data(octets);
    return queue.database.inTransaction(
        em -> {
          try {
            return new MessageStore(em)
                .insert(message, id -> new ContentSource.Content(new byte[0], data), null)
                .message()
                .id();
          } catch (java.io.IOException unexpected) {
            throw new java.io.UncheckedIOException(unexpected);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void whatFailedIsTriedAgainAndWhatIsRecordedNever(QueueDatabase.Kind kind) {
    QueueContract queue = on(kind);
    queue.insert(0, "fails@one.example");
    queue.insert(0, "goes@two.example");
    for (Claimed claimed : queue.claim(NOW, 10)) {
      queue.record(claimed, NOW, claimed.domain().name().equals("two.example"));
    }
    Instant soon = NOW.plus(QueueContract.WAIT).minusMillis(1);
    assertThat(queue.claim(soon, 10)).isEmpty();
    List<Claimed> again = queue.claim(NOW.plus(QueueContract.WAIT), 10);
    assertThat(QueueContract.paths(again)).containsExactly("fails@one.example");
    assertThat(again.get(0).recipients().get(0).attempts()).isEqualTo(1);
    assertThat(queue.claim(NOW.plus(Duration.ofDays(4)), 10)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void noRecipientIsClaimedTwiceByNodesThatClaimAtTheSameTime(QueueDatabase.Kind kind)
      throws Exception {
    QueueContract queue = on(kind);
    for (int i = 0; i < 120; i++) {
      queue.insert(0, "r" + i + "@d" + i % 7 + ".example");
    }
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    try {
      List<Callable<List<String>>> work = new ArrayList<>();
      for (int node = 0; node < 4; node++) {
        String name = "node" + node;
        work.add(() -> claimAll(queue, name));
      }
      List<String> all = new ArrayList<>();
      for (Future<List<String>> each : nodes.invokeAll(work)) {
        all.addAll(each.get());
      }
      assertThat(all).hasSize(120).doesNotHaveDuplicates();
    } finally {
      nodes.shutdownNow();
    }
  }

  /** A claim may find nothing only because another node has just taken what it saw. */
  private static List<String> claimAll(QueueContract queue, String node) {
    List<String> all = new ArrayList<>();
    int idle = 0;
    while (idle < 20) {
      List<Claimed> some = queue.claim(ClaimRound.ofAll(QueueContract.lease(node), NOW, 7));
      idle = some.isEmpty() ? idle + 1 : 0;
      all.addAll(QueueContract.paths(some));
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void whatIsHeldBackIsClaimedFromItsTimeOnAndAtOnceWhenAnOperatorSaysSo(QueueDatabase.Kind kind) {
    QueueContract queue = on(kind);
    Instant release = NOW.plus(Duration.ofHours(3));
    queue.insert(0, release, "waits@one.example");
    queue.insert(0, release, "hurried@two.example");
    assertThat(queue.claim(release.minusMillis(1), 10)).isEmpty();
    assertThat(queue.change("hurried@two.example", RecipientState.QUEUED, NOW)).isTrue();
    assertThat(QueueContract.paths(queue.claim(NOW, 10))).containsExactly("hurried@two.example");
    assertThat(QueueContract.paths(queue.claim(release, 10))).containsExactly("waits@one.example");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsRemovedTakesNothingAlongThatCameLater(QueueDatabase.Kind kind) {
    QueueContract queue = on(kind);
    long first = queue.insert(0, "same@one.example");
    Claimed claimed = queue.claim(NOW, 10).get(0);
    queue.record(claimed, NOW, true);
    long second = queue.insert(0, "same@one.example");
    queue.database.transact(
        em ->
            assertThat(new FinishedMessages(em).remove(NOW.plusSeconds(1), 10).removed())
                .isEqualTo(1));
    queue.database.transact(
        em -> {
          assertThat(new MessageStore(em).find(first)).isEmpty();
          assertThat(new MessageStore(em).find(second)).isPresent();
        });
    assertThat(queue.claim(NOW, 10)).extracting(Claimed::messageId).containsExactly(second);
  }

  @ParameterizedTest
  @EnumSource
  void theSizeIsWhatIsThere(QueueDatabase.Kind kind) {
    QueueContract queue = on(kind);
    for (int i = 0; i < 8; i++) {
      queue.insert(0, "r" + i + "@one.example");
    }
    assertThat(queue.count()).isEqualTo(8);
    queue.claim(NOW, 3);
    assertThat(queue.count()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsLeasedOutlivesTheNodeAndComesBackWhenItStartsAgain(QueueDatabase.Kind kind) {
    QueueContract queue = on(kind);
    queue.insert(0, "a@one.example");
    queue.claim(NOW, 10);
    queue.database.reopen();
    assertThat(queue.claim(NOW, 10)).isEmpty();
    queue.database.transact(
        em -> assertThat(new RecipientStore(em).endLeasesOf("node", NOW)).isEqualTo(1));
    assertThat(QueueContract.paths(queue.claim(NOW, 10))).containsExactly("a@one.example");
  }

  /** Q3: killed between the steps, a transaction leaves nothing behind but what it found. */
  @ParameterizedTest
  @EnumSource
  void whatIsNotCommittedHasNotHappened(QueueDatabase.Kind kind) {
    QueueContract queue = on(kind);
    queue.insert(0, "a@one.example");
    killedAfter(
        queue, em -> new DueRecipients(em).claim(ClaimRound.ofAll(lease(), NOW, 10)).leased());
    List<Claimed> claimed = queue.claim(NOW, 10);
    assertThat(claimed).hasSize(1);
    killedAfter(
        queue, em -> new RecipientStore(em).giveBack(lease(), claimed.get(0).recipientIds(), NOW));
    assertThat(queue.recipient("a@one.example").state()).isEqualTo(RecipientState.DELIVERING);
    queue.record(claimed.get(0), NOW, true);
    assertThat(queue.recipient("a@one.example").state()).isEqualTo(RecipientState.RELAYED);
    killedAfter(queue, em -> new FinishedMessages(em).remove(NOW.plusSeconds(1), 10));
    assertThat(queue.content(claimed.get(0).messageId())).isNotEmpty();
  }

  private static Lease lease() {
    return QueueContract.lease("node");
  }

  private static void killedAfter(
      QueueContract queue, java.util.function.Consumer<jakarta.persistence.EntityManager> step) {
    assertThatThrownBy(
            () ->
                queue.database.transact(
                    em -> {
                      step.accept(em);
                      em.flush();
                      throw new IllegalStateException("killed");
                    }))
        .hasMessage("killed");
  }

  /** Q2: an operator's change while an attempt runs changes nothing, and says so. */
  @ParameterizedTest
  @EnumSource
  void whatIsBeingDeliveredIsNotChangedAndWhatIsTakenIsNotDelivered(QueueDatabase.Kind kind) {
    QueueContract queue = on(kind);
    queue.insert(0, "a@one.example");
    Claimed claimed = queue.claim(NOW, 10).get(0);
    assertThat(queue.change("a@one.example", RecipientState.DROPPED, null)).isFalse();
    assertThat(prioritise(queue, "a@one.example", Urgency.URGENT)).isFalse();
    queue.record(claimed, NOW, false);
    assertThat(prioritise(queue, "a@one.example", Urgency.URGENT)).isTrue();
    assertThat(prioritise(queue, "a@one.example", Urgency.URGENT)).isFalse();
    assertThat(queue.change("a@one.example", RecipientState.HELD, null)).isTrue();
    assertThat(queue.claim(NOW.plus(Duration.ofDays(1)), 10)).isEmpty();
    assertThat(queue.change("a@one.example", RecipientState.QUEUED, NOW)).isTrue();
    assertThat(queue.claim(NOW, 10)).extracting(Claimed::urgency).containsExactly(Urgency.URGENT);
  }

  private static boolean prioritise(QueueContract queue, String path, Urgency urgency) {
    long id = queue.recipient(path).id();
    return queue.database.inTransaction(em -> new RecipientStore(em).prioritise(id, urgency));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsParkedIsMetOnceAndClaimedByNameInItsOrder(QueueDatabase.Kind kind) {
    QueueContract queue = on(kind);
    queue.insert(0, "first@dead.example");
    queue.insert(0, "second@dead.example");
    queue.insert(5, "urgent@dead.example");
    queue.insert(0, "good@live.example");
    ClaimRound round =
        new ClaimRound(
            lease(), NOW, 10, Urgency.inTurn(0), domain -> !domain.equals("dead.example"));
    queue.database.transact(
        em -> {
          DueRecipients.Found found = new DueRecipients(em).claim(round);
          assertThat(found.leased()).hasSize(1);
          assertThat(found.refused()).containsOnlyKeys("dead.example");
          found.refused().values().forEach(new RecipientStore(em)::park);
        });
    assertThat(queue.claim(NOW, 10)).isEmpty();
    assertThat(queue.recipient("first@dead.example").isParked()).isTrue();
    queue.database.transact(
        em -> {
          assertThat(new DueRecipients(em).parkedLines("", 10)).containsExactly("dead.example");
          assertThat(new DueRecipients(em).parkedLines("dead.example", 10)).isEmpty();
        });
    ClaimByName two = new ClaimByName(lease(), NOW, Urgency.inTurn(0), Map.of("dead.example", 2));
    assertThat(QueueContract.paths(queue.claimByName(two)))
        .containsExactly("urgent@dead.example", "first@dead.example");
    // By an operator's word it waits by its time again.
    assertThat(queue.change("second@dead.example", RecipientState.QUEUED, NOW)).isTrue();
    assertThat(queue.claimByName(two)).isEmpty();
    assertThat(QueueContract.paths(queue.claim(NOW, 10))).containsExactly("second@dead.example");
  }

  @ParameterizedTest
  @EnumSource
  void exactlyWhatWaitsIsDueOrParked(QueueDatabase.Kind kind) {
    QueueContract queue = on(kind);
    queue.insert(0, "a@one.example");
    assertWaits(queue, true);
    Claimed claimed = queue.claim(NOW, 10).get(0);
    assertWaits(queue, false);
    queue.database.transact(
        em -> new RecipientStore(em).giveBack(lease(), claimed.recipientIds(), NOW.plusSeconds(1)));
    assertThat(queue.recipient("a@one.example").dueAt()).isEqualTo(NOW.plusSeconds(1));
    Claimed again = queue.claim(NOW.plusSeconds(1), 10).get(0);
    queue.record(again, NOW, false);
    assertThat(queue.recipient("a@one.example").dueAt()).isEqualTo(NOW.plus(QueueContract.WAIT));
    queue.change("a@one.example", RecipientState.HELD, null);
    assertWaits(queue, false);
    queue.change("a@one.example", RecipientState.QUEUED, NOW);
    assertWaits(queue, true);
    queue.record(queue.claim(NOW, 10).get(0), NOW, true);
    assertWaits(queue, false);
  }

  private static void assertWaits(QueueContract queue, boolean waits) {
    RecipientEntity row = queue.recipient("a@one.example");
    assertThat(row.dueAt()).isEqualTo(waits ? NOW : null);
    assertThat(row.isParked()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aMessageThatCannotBeReadKeepsNoOtherBack(QueueDatabase.Kind kind) {
    QueueContract queue = on(kind);
    long broken = queue.insert(0, "broken@one.example");
    queue.insert(0, "whole@two.example");
    queue.database.transact(
        em ->
            em.createNativeQuery("update message set reverse_path = 'no path' where id = " + broken)
                .executeUpdate());
    assertThat(QueueContract.paths(queue.claim(NOW, 10))).containsExactly("whole@two.example");
  }

  @ParameterizedTest
  @EnumSource
  void theListIsReadWhileMessagesComeAndGo(QueueDatabase.Kind kind) {
    QueueContract queue = on(kind);
    for (int i = 0; i < 4; i++) {
      queue.insert(0, "r" + i + "@one.example");
    }
    queue.database.transact(
        em -> {
          List<RecipientEntity> seen =
              em.createQuery("select r from RecipientEntity r", RecipientEntity.class)
                  .getResultList();
          queue.insert(0, "came@one.example");
          queue.record(queue.claim(NOW, 1).get(0), NOW, true);
          assertThat(seen).hasSize(4);
        });
    assertThat(queue.count()).isEqualTo(4);
    assertThat(queue.asked("came@one.example").path().text()).isEqualTo("came@one.example");
  }
}
