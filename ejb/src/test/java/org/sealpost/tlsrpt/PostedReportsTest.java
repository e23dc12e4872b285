package org.sealpost.tlsrpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.tlsrpt.ReportIntakeTest.JSON;
import static org.sealpost.tlsrpt.ReportIntakeTest.gzip;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.event.Outbox;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Domain;
import org.sealpost.tlsrpt.ReceivedStore.Posted;
import org.sealpost.tlsrpt.ReportIntake.Accepted;
import org.sealpost.tlsrpt.ReportIntake.Rejected;

/** Reports that are posted: from anybody, and kept as that (RFC 8460 §5.4, §7). */
@Tag("rfc8460-5.4")
final class PostedReportsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T03:00:00Z");

  private static QueueDatabase database;

  private final PostedReports reports = new PostedReports(Domain.of("own.example")::equals);

  @BeforeAll
  static void open() {
    database = new QueueDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.empty();
  }

  private static byte[] octets(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private Accepted accepted(byte[] body) {
    ReportIntake.Verdict verdict = reports.read(body);
    assertThat(verdict).isInstanceOf(Accepted.class);
    return (Accepted) verdict;
  }

  private String rejected(byte[] body) {
    ReportIntake.Verdict verdict = reports.read(body);
    assertThat(verdict).isInstanceOf(Rejected.class);
    return ((Rejected) verdict).reason();
  }

  @Test
  void isToldOfAsTheSchemaSays() {
    Accepted accepted = accepted(octets(JSON));
    Outbox outbox = new Outbox(database, "one");
    database.transact(
        em -> outbox.in(em).add(List.of(accepted.report().toEvent(accepted.submitter(), NOW))));
    JsonObject event = outbox.events().get(0);
    assertThat(event.getString("kind")).isEqualTo("report-received");
    assertThat(event.getString("submitter")).isEqualTo("reporter.example");
    assertThat(event.getInt("failed")).isEqualTo(2);
    assertThat(event.getJsonArray("domains")).hasSize(2);
  }

  private Posted post(String json) {
    return post(json, NOW);
  }

  private Posted post(String json, Instant at) {
    return new ReceivedInTests(database).post(accepted(octets(json)), "192.0.2.1", at);
  }

  private static List<ReceivedRow> rows() {
    return database.inTransaction(em -> new ReceivedTable(em).list(0, 2_000));
  }

  @Test
  void takesThemPackedAndPlain() {
    for (byte[] body : List.of(octets(JSON), gzip(octets(JSON)))) {
      Accepted accepted = accepted(body);
      assertThat(accepted.submitter()).isEqualTo("reporter.example");
      assertThat(accepted.report().failed()).isEqualTo(2);
    }
  }

  @Test
  @Tag("rfc8460-7")
  void refusesWhatIsTooLarge() {
    byte[] bomb = gzip(new byte[100 * 1024 * 1024]);
    assertThat(bomb.length).isLessThan(PostedReports.MOST_OCTETS);
    assertThat(rejected(bomb)).contains("larger than");
    String failure = "{\"result-type\": \"x\", \"failed-session-count\": 1}";
    String many = JSON.replace("\"failure-details\": [", "\"failure-details\": [" + failure + ", ");
    for (int i = 0; i < 9; i++) {
      failure = failure + ", " + failure;
    }
    assertThat(accepted(octets(many)).report().policies().get(0).failures()).hasSize(2);
    String policy =
        ", {\"policy\": {\"policy-type\": \"sts\", \"policy-domain\": \"own.example\"}, \"summary\":"
            + " {\"total-successful-session-count\": 1, \"total-failure-session-count\": 0},"
            + " \"failure-details\": ["
            + failure
            + "]}";
    assertThat(rejected(octets(JSON.replace("}}]}", "}}" + policy + "]}"))))
        .contains("longer than");
  }

  @Test
  @Tag("rfc8460-7")
  void refusesWhatIsNestedDeeply() {
    String deep = "[".repeat(2_000_000);
    assertThat(rejected(octets(deep))).contains("nested");
    assertThat(rejected(octets(JSON.replace("{\"x\": [1]}", deep)))).contains("nested");
    String quoted = JSON.replace("{\"x\": [1]}", "\"" + "[\\\"{".repeat(100) + "\"");
    assertThat(accepted(octets(quoted)).submitter()).isEqualTo("reporter.example");
  }

  @Test
  void refusesWhatIsNoneOfOurs() {
    assertThat(rejected(octets(JSON.replace("\"own.", "\"notown.")))).contains("not hosted here");
    assertThat(rejected(octets(JSON.replace("tls@reporter.example", "")))).contains("who reports");
    assertThat(rejected(octets("{}"))).isNotEmpty();
    assertThat(rejected(new byte[] {0x1F, (byte) 0x8B, 8, 0})).contains("unpacked");
    assertThat(rejected(new byte[] {'{', (byte) 0xFF})).contains("UTF-8");
    assertThat(rejected(new byte[0])).isNotEmpty();
  }

  @Test
  void nothingThatComesMakesItFail() {
    Random random = new Random(8460);
    byte[] packed = gzip(octets(JSON));
    for (int i = 0; i < 2_000; i++) {
      byte[] body = (i % 2 == 0 ? packed : octets(JSON)).clone();
      for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      assertThat(reports.read(body)).isNotNull();
    }
  }

  @Test
  void isKeptOnceAsNotAuthenticated() {
    assertThat(post(JSON)).isEqualTo(Posted.STORED);
    assertThat(post(JSON)).isEqualTo(Posted.DOUBLE);
    assertThat(rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.authenticated()).isFalse();
              assertThat(row.messageId()).isZero();
              assertThat(row.address()).isEqualTo("HTTPS 192.0.2.1");
              assertThat(row.state()).isEqualTo(ReceivedState.VALID);
              assertThat(row.sums()).isEqualTo(new SentReport.Sums(11, 2));
              assertThat(
                      database.<List<ReceivedReport.Policy>>inTransaction(
                          em -> new ReceivedTable(em).policies(row.id())))
                  .hasSize(2);
            });
    assertThat(
            database.<Integer>inTransaction(
                em -> new ReceivedTable(em).removeBefore(LocalDate.of(2026, 11, 28))))
        .isEqualTo(1);
  }

  @Test
  void takesNoPlaceOfAReportThatIsSigned() {
    post(JSON);
    database.transact(em -> new ReceivedTable(em).arrive(7, "tls-reports@own.example", NOW));
    ReceivedStore store = new ReceivedInTests(database);
    long signed = store.claim(NOW, NOW.plusSeconds(60)).orElseThrow().id();
    Accepted same = accepted(octets(JSON));
    assertThat(store.accept(signed, same.report(), same.submitter())).isTrue();
    assertThat(rows())
        .extracting(ReceivedRow::authenticated)
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void aDayHasItsLimit() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(post(JSON.replace("\"one\"", "\"n" + i + "\""))).isEqualTo(Posted.STORED);
    }
    assertThat(post(JSON)).isEqualTo(Posted.FULL);
    assertThat(rows()).hasSize(1_000);
    assertThat(post(JSON, NOW.plus(Duration.ofDays(1)).plusMillis(1))).isEqualTo(Posted.STORED);
  }
}
