package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.Failure;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.event.Events;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.DsnReturn;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.FutureRelease;
import org.sealpost.smtp.NotifyOn;
import org.sealpost.smtp.OriginalRecipient;
import org.sealpost.smtp.RecipientParameters;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.smtp.Xtext;

/** What the parameters of MAIL and RCPT asked for is kept, and done. */
final class SenderWishesTest {
  private static final Settings SETTINGS =
      SettingsReader.read(
          Path.of("data").toAbsolutePath(),
          key -> Optional.ofNullable(key.equals("hostname") ? "mx.sealpost.example" : null),
          List.of());
  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(List.of(Duration.ofMinutes(10)), 0, new Random(1));

  private final QueueDatabase database = new QueueDatabase();

  @AfterEach
  void close() {
    database.close();
  }

  private MessageStore.Stored insert(NewMessage.Asked asked, EnvelopeRecipient... recipients) {
    NewMessage message =
        Samples.draft(TlsRequirement.DEFAULT).asking(asked).to(List.of(recipients)).message();
    return Samples.insert(database, message, "Subject: s\r\n\r\nb\u0000dy", null);
  }

  private static EnvelopeRecipient recipient(@Nullable Set<NotifyOn> notifyOn) {
    return new EnvelopeRecipient(
        Samples.paths("a@one.example").get(0), new RecipientParameters(notifyOn, null));
  }

  private List<Claimed> claim(Instant now) {
    Lease lease = new Lease("node", now.plus(Duration.ofMinutes(5)));
    return database.inTransaction(
        em ->
            Attempts.of(
                new DueRecipients(em).claim(ClaimRound.ofAll(lease, now, 10)).leased(),
                new MessageStore(em),
                new NoLedger()));
  }

  private boolean isTold(String end) {
    Claimed claimed = claim(Samples.NOW).get(0);
    ForwardPath path = claimed.recipients().get(0).forwardPath();
    Failure failure =
        new Failure(EnhancedStatusCode.of("5.1.1"), "No.", "mx.example", "RCPT", null);
    Reply ok = Reply.of(250, "2.0.0", "ok");
    RecipientOutcome outcome =
        switch (end) {
          case "failed" -> new RecipientOutcome.Failed(path, failure);
          case "delivered" -> new RecipientOutcome.Delivered(path);
          case "relayed" -> new RecipientOutcome.Relayed(path, ok, "mx.example", false);
          case "passed on" -> new RecipientOutcome.Relayed(path, ok, "mx.example", true);
          default -> throw new AssertionError(end);
        };
    DeliveryResult result = new DeliveryResult(List.of(outcome), List.of());
    return database.inTransaction(
        em ->
            new Recording(em, new Notifications(em, SETTINGS), SETTINGS, Events.NONE)
                .record(Ended.of(claimed, result, SCHEDULE, Samples.NOW)));
  }

  @ParameterizedTest
  @Tag("rfc3461-5.2")
  @CsvSource({
    ",failed,true",
    ",delivered,false",
    ",relayed,false",
    "NEVER,failed,false",
    "NEVER,delivered,false",
    "FAILURE,failed,true",
    "FAILURE,delivered,false",
    "SUCCESS,failed,false",
    "SUCCESS,delivered,true",
    "SUCCESS,relayed,true",
    "SUCCESS,passed on,false",
    "DELAY,failed,false",
    "'SUCCESS,FAILURE,DELAY',failed,true",
  })
  void tellsTheSenderWhatWasAskedFor(@Nullable String notify, String end, boolean told) {
    Set<NotifyOn> asked =
        notify == null ? null : RecipientParameters.parseNotify(notify).orElseThrow();
    insert(NewMessage.Asked.NOTHING, recipient(asked));
    assertThat(isTold(end)).isEqualTo(told);
    assertThat(claim(Samples.NOW)).hasSize(told ? 1 : 0);
  }

  @Test
  @Tag("rfc3461-5.2.1")
  void keepsWhatIsPassedOn() {
    DsnEnvelope dsn = new DsnEnvelope(DsnReturn.FULL, new Xtext("id+2B"));
    EnvelopeRecipient asked =
        new EnvelopeRecipient(
            Samples.paths("a@one.example").get(0),
            new RecipientParameters(
                Set.of(NotifyOn.DELAY, NotifyOn.SUCCESS),
                new OriginalRecipient("rfc822", "A+2B@One.example")));
    insert(new NewMessage.Asked(false, dsn, "who@one.example", null), asked);
    Claimed claimed = claim(Samples.NOW).get(0);
    assertThat(claimed.job(() -> TlsRequirement.DEFAULT).dsn()).isEqualTo(dsn);
    assertThat(claimed.job(() -> TlsRequirement.DEFAULT).recipients()).containsExactly(asked);
    MessageEntity message =
        database.inTransaction(em -> new MessageStore(em).find(claimed.messageId()).orElseThrow());
    assertThat(message.submitter()).isEqualTo("who@one.example");
  }

  @Test
  @Tag("rfc4865-4.2")
  void isNotDueBeforeItsReleaseAndSaysSoInItsRow() {
    Instant release = Samples.NOW.plus(Duration.ofHours(3));
    MessageStore.Stored stored =
        insert(
            new NewMessage.Asked(
                false, DsnEnvelope.NONE, null, new FutureRelease(release, "for;10800")),
            recipient(null));
    assertThat(stored.message().releaseRequest()).isEqualTo("for;10800");
    assertThat(claim(release.minusSeconds(1))).isEmpty();
    assertThat(claim(release)).hasSize(1);
  }

  @Test
  @Tag("rfc4865-4.2")
  void aReleaseThatHasPassedIsAtOnce() {
    insert(
        new NewMessage.Asked(
            false,
            DsnEnvelope.NONE,
            null,
            new FutureRelease(Samples.NOW.minusSeconds(60), "until;2026-11-01T11:59:00Z")),
        recipient(null));
    assertThat(claim(Samples.NOW)).hasSize(1);
  }

  @Test
  @Tag("rfc3030-3")
  void aBinaryBodyStaysOne() {
    insert(new NewMessage.Asked(true, DsnEnvelope.NONE, null, null), recipient(null));
    assertThat(claim(Samples.NOW).get(0).job(() -> TlsRequirement.DEFAULT).body())
        .isEqualTo(BodyType.BINARY_MIME);
  }
}
