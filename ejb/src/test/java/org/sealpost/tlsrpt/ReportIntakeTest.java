package org.sealpost.tlsrpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.dkim.DkimKey;
import org.sealpost.dkim.DkimSigner;
import org.sealpost.dkim.DkimVerifier;
import org.sealpost.dns.FakeDns;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;
import org.sealpost.tlsrpt.ReportIntake.Accepted;
import org.sealpost.tlsrpt.ReportIntake.Later;
import org.sealpost.tlsrpt.ReportIntake.Rejected;
import org.sealpost.tlsrpt.ReportIntake.Verdict;

/** Which of the reports that come are believed (RFC 8460 §3, §5.3, §7). */
@Tag("rfc8460-3")
final class ReportIntakeTest {
  private static final Instant NOW = Instant.parse("2026-11-27T03:00:00Z");
  private static final String KEY_NAME = "sel._domainkey.reporter.example";
  static final String JSON =
      """
      {"organization-name": "Reporter", "contact-info": "tls@reporter.example",
       "report-id": "one", "unknown": {"x": [1]},
       "date-range": {"start-datetime": "2026-11-26T00:00:00Z",
                      "end-datetime": "2026-11-26T23:59:59Z"},
       "policies": [
         {"policy": {"policy-type": "sts", "policy-string": "version: STSv1",
                     "policy-domain": "own.example", "mx-host": "mx.own.example"},
          "summary": {"total-successful-session-count": 10, "total-failure-session-count": 2},
          "failure-details": [{"result-type": "certificate-expired", "failed-session-count": 2,
                               "receiving-mx-hostname": "mx.own.example"}]},
         {"policy": {"policy-type": "tlsa", "policy-string": ["3 1 1 0a"],
                     "policy-domain": "mx.own.example"},
          "summary": {"total-successful-session-count": 1, "total-failure-session-count": 0}}]}
      """;

  @TempDir static Path directory;

  private static QueueDatabase database;
  private static DkimSigner signer;

  private final FakeDns dns = new FakeDns();
  private final ReportIntake intake =
      new ReportIntake(new DkimVerifier(dns), Domain.of("own.example")::equals);

  @BeforeAll
  static void open() {
    database = new QueueDatabase();
    signer = new DkimSigner(DkimKey.in(directory, "sel"));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void publish() {
    database.empty();
    dns.text(KEY_NAME, signer.key().record());
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }

  private static byte[] unsigned(byte[] packed) {
    ReportDocument document = new ReportDocument("one@reporter.example", "a!b!1!2.json.gz", packed);
    byte[] signed =
        ReportMail.of(
                document,
                "own.example",
                new Reporter("Reporter", Mailbox.of("tls@reporter.example")),
                Mailbox.of("tls-reports@own.example"),
                new ReportMail.Writing(signer, NOW))
            .octets();
    String text = new String(signed, StandardCharsets.US_ASCII);
    return text.substring(text.indexOf("\r\nFrom: ") + 2).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] signed(String domain, byte[] packed) {
    return signer.sign(unsigned(packed), domain, List.of("From", "Subject", "Content-Type"));
  }

  private static byte[] json(String text) {
    return gzip(text.getBytes(StandardCharsets.UTF_8));
  }

  private Verdict read(byte[] message) {
    return intake.read(message);
  }

  private String rejected(byte[] message) {
    Verdict verdict = read(message);
    assertThat(verdict).isInstanceOf(Rejected.class);
    return ((Rejected) verdict).reason();
  }

  @Test
  void takesWhatIsSignedByWhoeverReports() {
    Verdict verdict = read(signed("reporter.example", json(JSON)));
    assertThat(verdict).isInstanceOf(Accepted.class);
    Accepted accepted = (Accepted) verdict;
    assertThat(accepted.submitter()).isEqualTo("reporter.example");
    ReceivedReport report = accepted.report();
    assertThat(report.successes()).isEqualTo(11);
    assertThat(report.failed()).isEqualTo(2);
    assertThat(report.policies().get(0).mxHosts()).containsExactly("mx.own.example");
    assertThat(report.policies().get(0).failures().get(0).type()).isEqualTo("certificate-expired");
    assertThat(report.begin()).isEqualTo(Instant.parse("2026-11-26T00:00:00Z"));
  }

  @Test
  void takesAReportOfOurOwnMaking() {
    DayResults results =
        new DayResults(
            LocalDate.of(2026, 11, 26),
            "own.example",
            List.of(
                new PolicyResult(
                    new AppliedPolicy(
                        PolicyType.NO_POLICY_FOUND, List.of(), "own.example", List.of()),
                    3,
                    0,
                    List.of())));
    Reporter reporter = new Reporter("Reporter", Mailbox.of("tls@reporter.example"));
    ReportMail mail =
        ReportMail.of(
            ReportDocument.of(results, reporter, "x@reporter.example"),
            "own.example",
            reporter,
            Mailbox.of("tls-reports@own.example"),
            new ReportMail.Writing(signer, NOW));
    byte[] received =
        ("Received: from elsewhere\r\n" + new String(mail.octets(), StandardCharsets.US_ASCII))
            .getBytes(StandardCharsets.US_ASCII);
    assertThat(read(received)).isInstanceOf(Accepted.class);
  }

  @Test
  void refusesWhatIsNotSigned() {
    assertThat(rejected(unsigned(json(JSON)))).contains("not signed");
  }

  @Test
  void refusesWhatWasChangedOnTheWay() {
    byte[] message = signed("reporter.example", json(JSON));
    String other = new String(message, StandardCharsets.US_ASCII).replace("\r\nH4s", "\r\nH4t");
    assertThat(rejected(other.getBytes(StandardCharsets.US_ASCII))).contains("not signed");
    String subject =
        new String(message, StandardCharsets.US_ASCII)
            .replace("Subject: Report Domain:", "Subject: Another Domain:");
    assertThat(rejected(subject.getBytes(StandardCharsets.US_ASCII))).contains("not signed");
  }

  @Test
  void refusesWhatSomebodyElseHasSigned() {
    dns.text("sel._domainkey.stranger.example", signer.key().record());
    assertThat(rejected(signed("stranger.example", json(JSON))))
        .contains("signed by stranger.example");
  }

  @Test
  void takesTheSignatureOfTheDomainAbove() {
    String part = JSON.replace("tls@reporter.example", "tls@mail.reporter.example");
    assertThat(read(signed("reporter.example", json(part)))).isInstanceOf(Accepted.class);
  }

  @Test
  void refusesKeysThatAreForOtherServices() {
    String record = signer.key().record();
    dns.text(KEY_NAME, record.replace("s=*", "s=email"));
    assertThat(rejected(signed("reporter.example", json(JSON)))).contains("not signed");
    dns.text(KEY_NAME, record.replace("s=*", "s=tlsrpt"));
    assertThat(read(signed("reporter.example", json(JSON)))).isInstanceOf(Accepted.class);
    dns.text(KEY_NAME, record.replace("s=*", "s=email:tlsrpt"));
    assertThat(read(signed("reporter.example", json(JSON)))).isInstanceOf(Accepted.class);
    dns.text(KEY_NAME, record.replace(" s=*;", ""));
    assertThat(read(signed("reporter.example", json(JSON)))).isInstanceOf(Accepted.class);
    dns.text(KEY_NAME);
    assertThat(rejected(signed("reporter.example", json(JSON)))).contains("not signed");
  }

  @Test
  void looksAgainWhereTheKeyCannotBeLookedUp() {
    dns.brokenText(KEY_NAME);
    assertThat(read(signed("reporter.example", json(JSON)))).isInstanceOf(Later.class);
  }

  @Test
  @Tag("rfc8460-7")
  void neverUnpacksMoreThanAReportCanBe() {
    byte[] bomb = gzip(new byte[200 * 1024 * 1024]);
    assertThat(bomb).hasSizeLessThan(300_000);
    assertThat(rejected(signed("reporter.example", bomb))).contains("larger than");
  }

  @Test
  void refusesReportsAboutOthers() {
    assertThat(
            rejected(
                signed(
                    "reporter.example",
                    json(JSON.replace("\"policy-domain\": \"own", "\"policy-domain\": \"other")))))
        .contains("other.example, which is not hosted here");
    assertThat(rejected(signed("reporter.example", json(JSON.replace("\"own.", "\"notown.")))))
        .contains("not hosted here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"total-successful-session-count\": 10|\"total-successful-session-count\": -1|no count",
        "\"total-successful-session-count\": 10|\"total-successful-session-count\": 1e30|no count",
        "\"total-successful-session-count\": 10|\"total-successful-session-count\": 1.5|no count",
        "\"total-successful-session-count\": 10|\"total-successful-session-count\": \"1\"|no count",
        "\"report-id\": \"one\"|\"report-id\": \" \"|no report-id",
        "\"report-id\": \"one\"|\"report-id\": 7|another type",
        "2026-11-26T00:00:00Z|yesterday|no time",
        "2026-11-26T00:00:00Z|2027-11-26T00:00:00Z|before it begins",
        "\"policies\"|\"politics\"|no policies",
        "\"summary\"|\"sum\"|no summary",
        "{\"organization-name\"|[\"organization-name\"|no JSON object",
        "\"policy-type\"|\"policy-kind\"|no policy-type",
      })
  void refusesWhatIsNoReport(String part, String wrong, String reason) {
    assertThat(rejected(signed("reporter.example", json(JSON.replace(part, wrong)))))
        .contains(reason);
  }

  @Test
  void nothingThatComesMakesItFail() {
    Random random = new Random(8460);
    byte[] whole = signed("reporter.example", json(JSON));
    byte[] right = JSON.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 300; i++) {
      byte[] message = whole.clone();
      byte[] text = right.clone();
      for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
        message[random.nextInt(message.length)] = (byte) random.nextInt(256);
        text[random.nextInt(text.length)] = (byte) (32 + random.nextInt(95));
      }
      assertThat(read(message)).isNotNull();
      assertThat(read(signed("reporter.example", gzip(text)))).isNotNull();
    }
  }

  @Test
  void keepsAReportOnceAndSaysOfTheOthersWhy() {
    byte[] right = signed("reporter.example", json(JSON));
    ReceivedStore store = new ReceivedInTests(database);
    database.transact(
        em -> {
          ReceivedTable table = new ReceivedTable(em);
          for (long message = 1; message <= 4; message++) {
            table.arrive(message, "tls-reports@own.example", NOW);
          }
        });
    ReportMessages messages =
        (id, most) ->
            id == 4 ? Optional.empty() : Optional.of(id == 3 ? unsigned(json(JSON)) : right);
    Instant[] time = {NOW};
    ReceptionRound round = new ReceptionRound(store, messages, intake, () -> time[0]);
    round.run();
    List<ReceivedRow> rows = database.inTransaction(em -> new ReceivedTable(em).list(0, 10));
    assertThat(rows)
        .extracting(ReceivedRow::messageId, ReceivedRow::state)
        .containsExactlyInAnyOrder(
            tuple(1L, ReceivedState.VALID),
            tuple(2L, ReceivedState.DOUBLE),
            tuple(3L, ReceivedState.INVALID),
            tuple(4L, ReceivedState.INVALID));
    ReceivedRow valid =
        rows.stream().filter(row -> row.state() == ReceivedState.VALID).findFirst().orElseThrow();
    assertThat(valid.sums()).isEqualTo(new SentReport.Sums(11, 2));
    assertThat(
            database.<List<ReceivedReport.Policy>>inTransaction(
                em -> new ReceivedTable(em).policies(valid.id())))
        .hasSize(2)
        .first()
        .satisfies(policy -> assertThat(policy.failures()).hasSize(1));
    assertThat(
            database.<Integer>inTransaction(
                em -> new ReceivedTable(em).removeBefore(LocalDate.of(2026, 11, 28))))
        .isEqualTo(4);
  }

  @Test
  void givesUpAfterSomeHoursWhereAKeyCannotBeLookedUp() {
    dns.brokenText(KEY_NAME);
    byte[] right = signed("reporter.example", json(JSON));
    database.transact(em -> new ReceivedTable(em).arrive(1, "tls-reports@own.example", NOW));
    Instant[] time = {NOW};
    ReceptionRound round =
        new ReceptionRound(
            new ReceivedInTests(database), (id, most) -> Optional.of(right), intake, () -> time[0]);
    for (int i = 0; i < 20; i++) {
      round.run();
      time[0] = time[0].plus(Duration.ofMinutes(16));
    }
    assertThat(database.<List<ReceivedRow>>inTransaction(em -> new ReceivedTable(em).list(0, 1)))
        .singleElement()
        .satisfies(row -> assertThat(row.state()).isEqualTo(ReceivedState.INVALID));
  }
}
