package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.Failure;
import org.sealpost.delivery.MailContent;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.event.Events;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.TlsRequirement;

/** What is written when an attempt has ended, and when rows are claimed. */
final class RecordingTest {
  private static final Settings SETTINGS =
      SettingsReader.read(
          Path.of("data").toAbsolutePath(),
          key -> Optional.ofNullable(key.equals("hostname") ? "mx.sealpost.example" : null),
          List.of());

  private static QueueDatabase database;

  private final RetrySchedule schedule =
      new RetrySchedule(List.of(Duration.ofMinutes(10)), 0, new Random(1));

  @BeforeAll
  static void open() {
    database = new QueueDatabase();
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
  void claimsWhatIsDueOnceAndGroupsItByMessageAndDomain() {
    insert(TlsRequirement.REQUIRED, "a@one.example", "b@one.example", "c@two.example");
    List<Claimed> claimed = claim(Samples.NOW);
    assertThat(claimed).hasSize(2);
    assertThat(claimed.get(0).recipients()).hasSize(2);
    assertThat(claimed.get(0).requirement()).isEqualTo(TlsRequirement.REQUIRED);
    assertThat(claim(Samples.NOW)).isEmpty();
  }

  @Test
  void aBatchThatIsFullTakesTheRestOfItsGroupsAlong() {
    insert(TlsRequirement.DEFAULT, "z@two.example");
    insert(
        TlsRequirement.DEFAULT, "a@one.example", "b@one.example", "c@one.example", "d@x.example");
    List<Claimed> claimed =
        database.inTransaction(
            em ->
                Attempts.of(
                    new DueRecipients(em).claim(round(2, "two.example")).leased(),
                    new MessageStore(em),
                    new NoLedger()));
    assertThat(claimed)
        .filteredOn(each -> each.domain().name().equals("one.example"))
        .singleElement()
        .satisfies(each -> assertThat(each.recipients()).hasSize(3));
    assertThat(claimed).noneMatch(each -> each.domain().name().equals("two.example"));
  }

  @Test
  void readsARequirementThatWasChangedElsewhere() {
    insert(TlsRequirement.DEFAULT, "a@one.example");
    Claimed claimed = claim(Samples.NOW).get(0);
    long id = claimed.messageId();
    String node = database.inTransaction(this::leasedBy);
    database.transact(
        em -> {
          MessageStore store = new MessageStore(em);
          assertThat(store.requirement(claimed, node)).contains(TlsRequirement.DEFAULT);
          database.transact(
              other ->
                  new MessageStore(other)
                      .find(id)
                      .orElseThrow()
                      .changeRequirement(TlsRequirement.REQUIRED));
          assertThat(store.requirement(claimed, node)).contains(TlsRequirement.REQUIRED);
          assertThat(store.requirement(claimed, "another node")).isEmpty();
        });
  }

  private String leasedBy(EntityManager em) {
    return em.createQuery("select r.leasedBy from RecipientEntity r", String.class)
        .getSingleResult();
  }

  @Test
  void leavesLinesAloneThatTakeNoMore() {
    insert(TlsRequirement.DEFAULT, "a@one.example", "c@two.example");
    List<Claimed> claimed =
        database.inTransaction(
            em ->
                Attempts.of(
                    new DueRecipients(em).claim(round(10, "one.example")).leased(),
                    new MessageStore(em),
                    new NoLedger()));
    assertThat(claimed).extracting(c -> c.domain().name()).containsExactly("two.example");
  }

  @Test
  void whatAnOperatorTookIsNotClaimed() {
    insert(TlsRequirement.DEFAULT, "a@one.example");
    database.transact(
        em -> {
          RecipientEntity recipient =
              em.createQuery("select r from RecipientEntity r", RecipientEntity.class)
                  .getSingleResult();
          assertThat(
                  new RecipientStore(em)
                      .change(
                          recipient.id(),
                          RecipientStore.IN_OPERATORS_HANDS,
                          RecipientState.DROPPED,
                          null,
                          Samples.NOW))
              .isTrue();
        });
    assertThat(claim(Samples.NOW)).isEmpty();
  }

  @Test
  void recipientsThatFailedTogetherAreTriedTogether() {
    RetrySchedule jittered = new RetrySchedule(List.of(Duration.ofMinutes(10)), 50, new Random(1));
    insert(TlsRequirement.DEFAULT, "a@one.example", "b@one.example", "c@one.example");
    Claimed claimed = claim(Samples.NOW).get(0);
    Failure failure =
        new Failure(EnhancedStatusCode.of("4.4.1"), "It did not work.", null, null, null);
    DeliveryResult result =
        new DeliveryResult(
            claimed.recipients().stream()
                .<RecipientOutcome>map(r -> new RecipientOutcome.Deferred(r.forwardPath(), failure))
                .toList(),
            List.of());
    List<Ended> ended = Ended.of(claimed, result, jittered, Samples.NOW);
    assertThat(ended)
        .extracting(Ended::nextAttempt)
        .hasSize(3)
        .containsOnly(ended.get(0).nextAttempt());
  }

  @Test
  void aDeferredRecipientIsDueAfterItsWait() {
    insert(TlsRequirement.DEFAULT, "a@one.example");
    record(claim(Samples.NOW).get(0), Samples.NOW, false);
    assertThat(claim(Samples.NOW.plus(Duration.ofMinutes(9)))).isEmpty();
    List<Claimed> again = claim(Samples.NOW.plus(Duration.ofMinutes(10)));
    assertThat(again).hasSize(1);
    assertThat(again.get(0).recipients().get(0).attempts()).isEqualTo(1);
  }

  @Test
  void aLeaseThatEndedIsDueAgainAndOneThatLivesIsNot() {
    insert(TlsRequirement.DEFAULT, "a@one.example");
    claim(Samples.NOW);
    Instant before = Samples.NOW.plus(Duration.ofMinutes(4));
    database.transact(em -> assertThat(new RecipientStore(em).endLeases(before)).isZero());
    assertThat(claim(before)).isEmpty();
    Instant after = Samples.NOW.plus(Duration.ofMinutes(6));
    database.transact(em -> assertThat(new RecipientStore(em).endLeases(after)).isEqualTo(1));
    assertThat(claim(after)).hasSize(1);
  }

  @Test
  void anEarlierRunOfThisNodeHoldsNothing() {
    insert(TlsRequirement.DEFAULT, "a@one.example");
    claim(Samples.NOW);
    database.transact(
        em -> {
          assertThat(new RecipientStore(em).endLeasesOf("other", Samples.NOW)).isZero();
          assertThat(new RecipientStore(em).endLeasesOf("node", Samples.NOW)).isEqualTo(1);
        });
    assertThat(claim(Samples.NOW)).hasSize(1);
  }

  @Test
  void aPermanentFailureTellsTheSenderInTheSameTransaction() {
    insert(TlsRequirement.DEFAULT, "a@one.example");
    boolean notified = record(claim(Samples.NOW).get(0), Samples.NOW, true);
    assertThat(notified).isTrue();
    List<Claimed> notification = claim(Samples.NOW);
    assertThat(notification).hasSize(1);
    assertThat(notification.get(0).reversePath().isNull()).isTrue();
    assertThat(notification.get(0).job(() -> TlsRequirement.DEFAULT).forwardPaths())
        .isEqualTo(Samples.paths("sender@example.org"));
    assertThat(contentOf(notification.get(0)))
        .contains("Final-Recipient: rfc822; a@one.example")
        .contains("Status: 5.1.1")
        .contains("Diagnostic-Code: smtp; 550 5.1.1 unknown")
        .contains("X-Original: yes")
        .doesNotContain("the body");
  }

  @Test
  void anExpiredMessageIsGivenUpWithAPermanentStatus() {
    insert(TlsRequirement.DEFAULT, "a@one.example");
    Instant late = Samples.NOW.plus(Duration.ofDays(5));
    assertThat(record(claim(late).get(0), late, false)).isTrue();
    assertThat(contentOf(claim(late).get(0))).contains("Status: 5.4.1");
  }

  @Test
  void aNotificationThatFailsTellsNobody() {
    insert(TlsRequirement.DEFAULT, "a@one.example");
    record(claim(Samples.NOW).get(0), Samples.NOW, true);
    assertThat(record(claim(Samples.NOW).get(0), Samples.NOW, true)).isFalse();
    assertThat(claim(Samples.NOW.plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void aNotificationOfRequiredMailIsRequiredAndShowsOnlyWhatTheSenderNeeds() {
    insert(TlsRequirement.REQUIRED, "a@one.example");
    record(claim(Samples.NOW).get(0), Samples.NOW, true);
    Claimed notification = claim(Samples.NOW).get(0);
    assertThat(notification.requirement()).isEqualTo(TlsRequirement.REQUIRED);
    assertThat(contentOf(notification))
        .contains("Message-ID: <1@example.org>")
        .doesNotContain("X-Original")
        .doesNotContain("secret subject");
  }

  @Test
  void aNotificationOfOptionalMailSaysSoItself() {
    insert(TlsRequirement.OPTIONAL, "a@one.example");
    record(claim(Samples.NOW).get(0), Samples.NOW, true);
    assertThat(contentOf(claim(Samples.NOW).get(0))).contains("TLS-Required: No\r\n");
  }

  @Test
  void finishedMessagesAreRemovedAfterTheirTimeAndOthersStay() {
    insert(TlsRequirement.DEFAULT, "done@one.example");
    Claimed done = claim(Samples.NOW).get(0);
    DeliveryResult relayed =
        new DeliveryResult(
            List.of(
                new RecipientOutcome.Relayed(
                    done.recipients().get(0).forwardPath(),
                    Reply.of(250, "2.0.0", "ok"),
                    "mx",
                    false)),
            List.of());
    record(done, relayed, Samples.NOW);
    insert(TlsRequirement.DEFAULT, "waits@one.example");
    Instant later = Samples.NOW.plus(Duration.ofHours(25));
    Instant cutoff = later.minus(Duration.ofHours(24));
    database.transact(
        em -> assertThat(new FinishedMessages(em).remove(cutoff, 10).removed()).isEqualTo(1));
    assertThat(claim(later))
        .extracting(c -> c.recipients().get(0).forwardPath().text())
        .containsExactly("waits@one.example");
  }

  private void insert(TlsRequirement requirement, String... paths) {
    Samples.insert(
        database,
        Samples.message(requirement, paths),
        "Message-ID: <1@example.org>\r\nX-Original: yes\r\nSubject: secret subject\r\n\r\n"
            + "the body\r\n",
        null);
  }

  private List<Claimed> claim(Instant now) {
    return database.inTransaction(
        em ->
            Attempts.of(
                new DueRecipients(em).claim(ClaimRound.ofAll(lease(), now, 10)).leased(),
                new MessageStore(em),
                new NoLedger()));
  }

  private static ClaimRound round(int most, String closed) {
    return new ClaimRound(
        lease(), Samples.NOW, most, Urgency.inTurn(0), domain -> !domain.equals(closed));
  }

  private static Lease lease() {
    return new Lease("node", Samples.NOW.plus(Duration.ofMinutes(5)));
  }

  private boolean record(Claimed claimed, Instant now, boolean permanent) {
    String status = permanent ? "5.1.1" : "4.4.1";
    Reply reply = permanent ? Reply.of(550, "5.1.1", "unknown") : null;
    Failure failure =
        new Failure(EnhancedStatusCode.of(status), "It did not work.", "mx.example", "RCPT", reply);
    List<RecipientOutcome> outcomes =
        claimed.recipients().stream()
            .<RecipientOutcome>map(
                r ->
                    permanent
                        ? new RecipientOutcome.Failed(r.forwardPath(), failure)
                        : new RecipientOutcome.Deferred(r.forwardPath(), failure))
            .toList();
    return record(claimed, new DeliveryResult(outcomes, List.of()), now);
  }

  private boolean record(Claimed claimed, DeliveryResult result, Instant now) {
    return database.inTransaction(
        em ->
            new Recording(em, new Notifications(em, SETTINGS), SETTINGS, Events.NONE)
                .record(Ended.of(claimed, result, schedule, now)));
  }

  private String contentOf(Claimed claimed) {
    return database.inTransaction(
        em -> {
          MailContent content =
              new QueuedContent(
                  claimed.content().octets(),
                  (first, most) -> new MessageStore(em).chunks(claimed.messageId(), first, most));
          try {
            return new String(content.open().readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException unexpected) {
            throw new IllegalStateException(unexpected);
          }
        });
  }
}
