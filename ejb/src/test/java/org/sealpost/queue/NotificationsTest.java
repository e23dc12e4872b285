package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.client.PkixVerdict;
import org.sealpost.client.TlsUse;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.delivery.Failure;
import org.sealpost.delivery.HostOrigin;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.delivery.SessionEvidence;
import org.sealpost.delivery.TraceEnd;
import org.sealpost.policy.CertificateCheck;
import org.sealpost.policy.TransportDecision;
import org.sealpost.report.Addressee.Audience;
import org.sealpost.report.ReadDsn;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** Who is told what, and what is kept of it. */
final class NotificationsTest {
  private static final String HEADER =
      "Message-ID: <1@example.org>\r\nSubject: secret\r\n\r\nb\r\n";

  private static QueueDatabase database;

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

  private static QueueEnds with(@Nullable String copies, @Nullable String postmaster) {
    Map<String, String> values =
        Map.of(
            "hostname", "mx.sealpost.example",
            "report.postmaster-copies", copies == null ? "none" : copies,
            "local.postmaster", postmaster == null ? "" : postmaster);
    Settings settings =
        SettingsReader.read(
            Path.of("data").toAbsolutePath(),
            key -> Optional.ofNullable(values.get(key)).filter(text -> !text.isEmpty()),
            List.of());
    return new QueueEnds(database, settings);
  }

  private static long insert(ReversePath reversePath, TlsRequirement requirement) {
    NewMessage message = Samples.draft(requirement, "b@one.example").from(reversePath).message();
    return Samples.insert(database, message, HEADER, null).message().id();
  }

  private static long insert(TlsRequirement requirement) {
    return insert(Samples.message(requirement, "b@one.example").reversePath(), requirement);
  }

  @Test
  void theLogHasALineForEachNotification() {
    QueueEnds ends = with(null, null);
    long about = insert(TlsRequirement.OPTIONAL);
    ends.end(Samples.NOW, QueueEnds::refused, List.of());
    NotificationEntity entry = ends.log().get(0);
    assertThat(ends.log()).hasSize(1);
    assertThat(entry.kind()).isEqualTo(NotificationKind.FAILED);
    assertThat(entry.audience()).isEqualTo(Audience.SENDER);
    assertThat(entry.messageId()).isEqualTo(about);
    assertThat(entry.notificationId()).isEqualTo(ends.notifications().get(0).id());
    assertThat(entry.recipients()).containsExactly("b@one.example");
    assertThat(entry.recipientCount()).isEqualTo(1);
    assertThat(entry.addressee()).isEqualTo("sender@example.org");
    assertThat(entry.reversePath()).isEqualTo("sender@example.org");
    assertThat(entry.requirement()).isEqualTo(TlsRequirement.OPTIONAL);
    assertThat(entry.status()).isEqualTo("5.1.1");
    assertThat(entry.sentAt()).isEqualTo(Samples.NOW);
    assertThat(ReadDsn.all(ends.octets()).get(0).isWellFormed().text("tlsRequired"))
        .isEqualTo("No");
  }

  @Test
  void theLogGoesWithTheMessageItIsAbout() {
    QueueEnds ends = with(null, null);
    insert(TlsRequirement.DEFAULT);
    ends.end(Samples.NOW, QueueEnds::refused, List.of());
    Instant cutoff = Samples.NOW.plus(Duration.ofDays(1));
    int removed =
        database.inTransaction(em -> new FinishedMessages(em).remove(cutoff, 10).removed());
    assertThat(removed).isEqualTo(1);
    assertThat(ends.log()).isEmpty();
    assertThat(ends.notifications()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "none,refused,0",
    "failed,refused,1",
    "failed,unreached,0",
    "delayed,unreached,1",
    "'delayed,policy,double-bounce',refused,0",
    "policy,unprotected,1",
    "'failed,policy',unprotected,1",
    "'failed,delayed,policy',relayed,0",
  })
  void thePostmasterGetsCopiesOfWhatTheSettingNames(String copies, String end, int expected) {
    QueueEnds ends = with(copies, null);
    insert(TlsRequirement.DEFAULT);
    ends.end(Samples.NOW.plus(Duration.ofHours(5)), path -> outcome(end, path), List.of());
    assertThat(ends.log())
        .filteredOn(entry -> entry.audience() == Audience.POSTMASTER)
        .hasSize(expected)
        .allMatch(entry -> entry.addressee().equals("postmaster@mx.sealpost.example"));
    assertThat(ends.log())
        .filteredOn(entry -> entry.audience() == Audience.SENDER)
        .hasSize(end.equals("relayed") ? 0 : 1);
  }

  private static RecipientOutcome outcome(String end, ForwardPath path) {
    return switch (end) {
      case "refused" -> QueueEnds.refused(path);
      case "unreached" -> QueueEnds.unreached(path);
      case "relayed" -> QueueEnds.relayed(path, false);
      case "unprotected" -> unprotected(path, "5.7.10");
      default -> throw new AssertionError(end);
    };
  }

  private static RecipientOutcome unprotected(ForwardPath path, String status) {
    return new RecipientOutcome.Failed(
        path, new Failure(EnhancedStatusCode.of(status), "No server could.", null, null, null));
  }

  @Test
  @Tag("rfc8689-5")
  void aCopyIsProtectedLikeTheNotificationAndShowsNoMore() {
    QueueEnds ends = with("failed", "boss@elsewhere.example");
    insert(TlsRequirement.REQUIRED);
    ends.end(Samples.NOW, QueueEnds::refused, List.of());
    assertThat(ends.notifications())
        .hasSize(2)
        .allMatch(each -> each.requirement() == TlsRequirement.REQUIRED);
    ReadDsn copy = ReadDsn.all(ends.octets()).get(1).isWellFormed();
    assertThat(copy.text("to")).isEqualTo("boss@elsewhere.example");
    assertThat(copy.text("subject")).isEqualTo("Postmaster: a message could not be delivered");
    assertThat(copy.text("words")).contains("<sender@example.org>");
    assertThat(copy.text("returned")).isEqualTo("Message-ID: <1@example.org>\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "failed,delayed,policy"})
  @Tag("rfc5321-4.5.5")
  void nobodyIsToldOfANotificationThatFails(String copies) {
    QueueEnds ends = with(copies, null);
    insert(ReversePath.NULL, TlsRequirement.DEFAULT);
    ends.end(Samples.NOW, QueueEnds::refused, List.of());
    assertThat(ends.notifications()).isEmpty();
    assertThat(ends.log()).isEmpty();
  }

  @Test
  @Tag("rfc5321-4.5.5")
  void thePostmasterIsToldOfItWhereThatIsWantedAndOnlyOnce() {
    QueueEnds ends = with("double-bounce", null);
    insert(TlsRequirement.DEFAULT);
    ends.end(Samples.NOW, QueueEnds::refused, List.of());
    ends.endNotifications(Samples.NOW, QueueEnds::refused);
    assertThat(ends.log())
        .extracting(NotificationEntity::kind)
        .containsExactly(NotificationKind.FAILED, NotificationKind.DOUBLE_BOUNCE);
    ReadDsn bounce = ReadDsn.all(ends.octets()).get(1).isWellFormed();
    assertThat(bounce.field(1, "Final-Recipient")).isEqualTo("rfc822; sender@example.org");
    assertThat(bounce.text("to")).isEqualTo("postmaster@mx.sealpost.example");
    assertThat(bounce.text("words")).contains("a notification could not be delivered");
    ends.endNotifications(Samples.NOW, QueueEnds::refused);
    assertThat(ends.log()).hasSize(2);
    assertThat(ends.notifications()).allMatch(each -> each.reversePath().isNull());
  }

  @ParameterizedTest
  @CsvSource({"5.7.10", "5.7.30"})
  @Tag("rfc8689-4.2.1")
  void ofRequiredMailThatNoServerCouldProtectEachHostIsToldOf(String status) {
    QueueEnds ends = with(null, null);
    insert(TlsRequirement.REQUIRED);
    List<HostTrace> trace =
        List.of(
            trace(
                1,
                new TransportDecision.Skip(TransportDecision.Reason.NAME_NOT_AUTHENTICATED),
                null,
                TraceEnd.NOT_VERIFIED),
            trace(2, connect(), session(PkixVerdict.WRONG_NAME), TraceEnd.NOT_VERIFIED),
            trace(3, connect(), session(PkixVerdict.VERIFIED), TraceEnd.LACKS_REQUIRETLS));
    ends.end(Samples.NOW, path -> unprotected(path, status), trace);
    ReadDsn dsn = ReadDsn.all(ends.octets()).get(0).isWellFormed();
    assertThat(dsn.field(1, "Status")).isEqualTo(status);
    assertThat(dsn.field(1, "X-Sealpost-Host").split("\\|"))
        .containsExactly(
            "mx1.one.example; name-not-authenticated; It was not used: neither DNSSEC nor MTA-STS"
                + " proves that it is a server of the domain.",
            "mx2.one.example (192.0.2.2:25); certificate-wrong-name; The connection to it is"
                + " encrypted, but it did not prove who it is: its certificate is for another"
                + " name.",
            "mx3.one.example (192.0.2.3:25); no-requiretls; It was verified, but does not promise"
                + " to protect the message further on its way (it does not offer REQUIRETLS).");
    assertThat(dsn.field(1, "Diagnostic-Code")).isEqualTo("x-sealpost; No server could.");
    String words = dsn.text("words").replaceAll("\\s+", " ");
    assertThat(words)
        .contains("over verified encryption only (REQUIRETLS). No server of one.example could")
        .contains("- mx1.one.example: It was not used: neither DNSSEC nor MTA-STS proves")
        .contains("- mx2.one.example: The connection to it is encrypted, but it did not prove")
        .contains("- mx3.one.example: It was verified, but does not promise to protect")
        .contains("send it again without asking for it");
  }

  private static TransportDecision connect() {
    return new TransportDecision.Connect(TlsUse.STARTTLS, CertificateCheck.PKIX, true, false);
  }

  private static SessionEvidence session(PkixVerdict pkix) {
    return new SessionEvidence("TLSv1.3", "X", pkix, null, null, List.of(), null, null);
  }

  private static HostTrace trace(
      int number, TransportDecision decision, @Nullable SessionEvidence session, TraceEnd end) {
    return new HostTrace(
        "mx" + number + ".one.example",
        session == null ? null : "192.0.2." + number + ":25",
        TlsRequirement.REQUIRED,
        TlsRequirement.REQUIRED,
        new HostOrigin(HostOrigin.Source.MX, null, false, null, false, ""),
        decision,
        session,
        end,
        "mx" + number + ".one.example: as it was");
  }

  @Test
  void aLogEntryHoldsAsManyRecipientsAsFitAndSaysHowManyThereAre() {
    QueueEnds ends = with(null, null);
    String[] paths = new String[200];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = "a".repeat(60) + i + "@one.example";
    }
    Samples.insert(database, Samples.message(TlsRequirement.DEFAULT, paths), HEADER, null);
    ends.end(Samples.NOW, QueueEnds::refused, List.of());
    NotificationEntity entry = ends.log().get(0);
    assertThat(entry.recipientCount()).isEqualTo(200);
    assertThat(entry.recipients()).hasSizeBetween(90, 150).startsWith(paths[0], paths[1]);
    assertThat(ReadDsn.all(ends.octets()).get(0).recipients()).isEqualTo(200);
  }
}
