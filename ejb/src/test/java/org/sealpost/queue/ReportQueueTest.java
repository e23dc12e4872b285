package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.Failure;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.event.Events;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.tlsrpt.ReceivedRow;
import org.sealpost.tlsrpt.ReceivedTable;
import org.sealpost.tlsrpt.ReportMail;
import org.sealpost.tlsrpt.SessionCountTable;

/** Reports about TLS in the queue: those that leave, and those that come. */
@Tag("rfc8460-5.3")
final class ReportQueueTest {
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

  private static long queue() {
    ReportMail mail = mail();
    return database.inTransaction(
        em ->
            new ReportQueue(em, Events.NONE)
                .add(mail, Samples.NOW, Samples.NOW.plus(Duration.ofHours(24))));
  }

  private static List<Claimed> claim() {
    return database.inTransaction(
        em ->
            Attempts.of(
                new DueRecipients(em)
                    .claim(
                        ClaimRound.ofAll(
                            new Lease("node", Samples.NOW.plus(Duration.ofMinutes(5))),
                            Samples.NOW,
                            10))
                    .leased(),
                new MessageStore(em),
                new NoLedger()));
  }

  private boolean record(Claimed claimed, RecipientOutcome outcome) {
    DeliveryResult result =
        new DeliveryResult(
            List.of(outcome), List.of(SessionCountingTest.trace("mx.one.example", "WRONG_NAME")));
    return database.inTransaction(
        em ->
            new Recording(em, new Notifications(em, SETTINGS), SETTINGS, Events.NONE)
                .record(Ended.of(claimed, result, schedule, Samples.NOW)));
  }

  @Test
  void leavesAsOptionalMailThatNothingComesBackFrom() {
    queue();
    Claimed claimed = claim().get(0);
    assertThat(claimed.requirement()).isEqualTo(TlsRequirement.OPTIONAL);
    assertThat(claimed.reversePath().isNull()).isTrue();
    assertThat(claimed.ownReport()).isTrue();
    assertThat(claimed.expires()).isEqualTo(Samples.NOW.plus(Duration.ofHours(24)));
  }

  @Test
  void oneThatFailsMakesNeitherANotificationNorACount() {
    queue();
    Claimed claimed = claim().get(0);
    Failure failure =
        new Failure(EnhancedStatusCode.of("5.1.1"), "No.", "mx.one.example", "RCPT", null);
    boolean notified =
        record(
            claimed,
            new RecipientOutcome.Failed(claimed.recipients().get(0).forwardPath(), failure));
    assertThat(notified).isFalse();
    assertThat(claim()).isEmpty();
    assertThat(
            database.<List<String>>inTransaction(
                em -> new SessionCountTable(em).domains(LocalDate.of(2026, 11, 1))))
        .isEmpty();
  }

  @Test
  void whatComesToTheAddressForReportsIsNotedWithItsMailboxEntry() {
    for (String address : List.of("TLS-Reports@own.example", "somebody@own.example")) {
      Samples.insert(database, Samples.message(TlsRequirement.DEFAULT, address), "content", null);
    }
    for (Claimed claimed : claim()) {
      var path = claimed.recipients().get(0).forwardPath();
      record(claimed, new RecipientOutcome.Delivered(path, List.of(path.mailbox())));
    }
    List<ReceivedRow> arrived = database.inTransaction(em -> new ReceivedTable(em).list(0, 10));
    assertThat(arrived)
        .singleElement()
        .satisfies(
            row -> assertThat(row.address()).isEqualToIgnoringCase("tls-reports@own.example"));
  }

  static ReportMail mail() {
    return new ReportMail(
        Mailbox.of("postmaster@mx.sealpost.example"),
        Mailbox.of("tls@one.example"),
        "Report",
        "TLS-Required: No\r\n\r\ntext\r\n".getBytes(StandardCharsets.US_ASCII));
  }
}
