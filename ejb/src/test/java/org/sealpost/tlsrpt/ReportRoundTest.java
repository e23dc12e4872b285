package org.sealpost.tlsrpt;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.dkim.DkimKey;
import org.sealpost.dkim.DkimSigner;
import org.sealpost.dns.FakeDns;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Mailbox;

/** When reports are planned, sent, tried again and given up (RFC 8460 §4.1, §5.5). */
@Tag("rfc8460-5.5")
final class ReportRoundTest {
  private static final QueueDatabase DATABASE = new QueueDatabase();
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
  private static final Reporter REPORTER =
      new Reporter("Sender", Mailbox.of("postmaster@mail.sender.example"));
  private static final String KEY_NAME = "sealpost._domainkey.mail.sender.example";

  @TempDir static Path directory;

  private static DkimSigner signer;

  private final FakeDns dns = new FakeDns();
  private final List<URI> posted = new ArrayList<>();
  private final List<ReportMail> mails = new ArrayList<>();
  private ReportPost.Answer answer = new ReportPost.Taken(201);
  private Instant now = Instant.parse("2026-11-27T00:30:00Z");
  private final StoreInTests store = new StoreInTests(DATABASE, mails);

  @BeforeAll
  static void open() {
    signer = new DkimSigner(DkimKey.in(directory, "sealpost"));
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @AfterEach
  void empty() {
    DATABASE.empty();
  }

  private ReportRound round(Reporter reporter, boolean send) {
    ReportRound.Rules rules =
        new ReportRound.Rules(send, reporter, Duration.ofHours(4), Duration.ofDays(90));
    ReportPost post =
        (uri, gzip) -> {
          posted.add(uri);
          return answer;
        };
    return new ReportRound(rules, store, new ReportRound.Ways(dns, post, signer), () -> now);
  }

  private ReportRound round() {
    return round(REPORTER, true);
  }

  private void count(String... domains) {
    SessionCounts counts = new SessionCounts("here");
    for (String domain : domains) {
      AppliedPolicy none =
          new AppliedPolicy(PolicyType.NO_POLICY_FOUND, List.of(), domain, List.of());
      counts.add(
          Instant.parse("2026-11-26T12:00:00Z"),
          List.of(new SessionResult(domain, none, List.of())));
    }
    DATABASE.transact(em -> new SessionCountTable(em).insert(counts));
  }

  private void asks(String domain, String uris) {
    dns.text("_smtp._tls." + domain, "v=TLSRPTv1;rua=" + uris);
  }

  private void publishKey() {
    dns.text(KEY_NAME, signer.key().record());
  }

  private SentReport report(String domain) {
    return DATABASE
        .inTransaction(em -> new ReportTable(em).find(DAY, domain))
        .orElseThrow(() -> new AssertionError("no report to " + domain));
  }

  private void laterBy(Duration time) {
    now = now.plus(time);
  }

  /** Until all of the day would be due. */
  private void afterTheSpread() {
    laterBy(Duration.ofHours(4));
  }

  @Test
  @Tag("rfc8460-4.1")
  void spreadsTheReportsOfADayOverHours() {
    for (int i = 0; i < 40; i++) {
      count("d" + i + ".example");
      asks("d" + i + ".example", "https://r.example/" + i);
    }
    round().run();
    assertThat(posted).hasSizeLessThan(5);
    List<Integer> sent = new ArrayList<>();
    for (int hour = 0; hour < 4; hour++) {
      laterBy(Duration.ofHours(1));
      round().run();
      sent.add(posted.size());
    }
    assertThat(sent).isSorted();
    assertThat(sent.get(0)).isBetween(2, 25);
    assertThat(sent.get(3)).isEqualTo(40);
  }

  @Test
  void plansADayOnceHoweverManyNodesThereAre() {
    count("one.example");
    asks("one.example", "https://r.example/");
    round().run();
    round().run();
    afterTheSpread();
    round().run();
    round().run();
    laterBy(Duration.ofHours(1));
    round().run();
    assertThat(posted).containsExactly(URI.create("https://r.example/"));
    assertThat(report("one.example").state()).isEqualTo(ReportState.SENT);
  }

  @Test
  void waitsUntilTheDayIsRecorded() {
    count("one.example");
    now = Instant.parse("2026-11-27T00:05:00Z");
    round().run();
    assertThat(DATABASE.<Long>inTransaction(em -> new ReportTable(em).count())).isZero();
  }

  @Test
  void aLeaseKeepsOtherNodesAwayUntilItEnds() {
    count("one.example");
    round().run();
    afterTheSpread();
    Instant until = now.plus(Duration.ofMinutes(15));
    assertThat(store.claim(now, until)).isPresent();
    assertThat(store.claim(now, until)).isEmpty();
    laterBy(Duration.ofMinutes(16));
    assertThat(store.claim(now, now.plus(Duration.ofMinutes(15)))).isPresent();
  }

  @Test
  void sendsNothingToWhomDoesNotAsk() {
    count("silent.example", "broken.example", "ftp.example");
    dns.text("_smtp._tls.broken.example", "v=TLSRPTv1;rua");
    asks("ftp.example", "ftp://r.example/x");
    round().run();
    afterTheSpread();
    round().run();
    for (String domain : List.of("silent.example", "broken.example", "ftp.example")) {
      assertThat(report(domain).state()).isEqualTo(ReportState.NOT_WANTED);
    }
    assertThat(posted).isEmpty();
    assertThat(mails).isEmpty();
  }

  @Test
  void triesAgainForADayAndThenGivesUp() {
    count("one.example");
    asks("one.example", "https://r.example/");
    answer = new ReportPost.NotTaken("r.example answered 503");
    round().run();
    afterTheSpread();
    Instant first = now;
    round().run();
    assertThat(report("one.example").state()).isEqualTo(ReportState.WAITING);
    assertThat(report("one.example").note()).contains("503");
    List<Duration> waits = new ArrayList<>();
    while (report("one.example").state() == ReportState.WAITING) {
      Instant due = report("one.example").due();
      waits.add(Duration.between(now, due));
      now = due.plusMillis(1);
      round().run();
    }
    assertThat(report("one.example").state()).isEqualTo(ReportState.FAILED);
    assertThat(now).isBefore(first.plus(Duration.ofHours(24)));
    assertThat(posted).hasSizeBetween(6, 12);
    assertThat(waits).isSorted();
    assertThat(waits.get(0)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void aRecordThatCannotBeLookedUpIsLookedUpAgain() {
    count("one.example");
    dns.brokenText("_smtp._tls.one.example");
    round().run();
    afterTheSpread();
    round().run();
    assertThat(report("one.example").state()).isEqualTo(ReportState.WAITING);
    asks("one.example", "https://r.example/");
    laterBy(Duration.ofHours(1));
    round().run();
    assertThat(report("one.example").state()).isEqualTo(ReportState.SENT);
  }

  @Test
  void goesToEveryPlaceAndToEachOnlyOnce() {
    count("one.example");
    asks("one.example", "https://r.example/,mailto:tls@one.example");
    round().run();
    afterTheSpread();
    round().run();
    // The key is not in the DNS yet: nobody would believe the mail.
    assertThat(posted).hasSize(1);
    assertThat(mails).isEmpty();
    assertThat(report("one.example").note()).contains(KEY_NAME);
    publishKey();
    laterBy(Duration.ofMinutes(20));
    round().run();
    assertThat(posted).hasSize(1);
    assertThat(mails).hasSize(1);
    SentReport report = report("one.example");
    assertThat(report.state()).isEqualTo(ReportState.SENT);
    assertThat(report.places())
        .extracting(SentReport.Place::target)
        .containsExactly("https://r.example/", "mailto:tls@one.example");
  }

  @Test
  @Tag("rfc8460-5.3")
  void otherProgramsReadWhatIsSent() throws Exception {
    count("one.example");
    publishKey();
    asks("one.example", "mailto:tls@one.example");
    round().run();
    afterTheSpread();
    round().run();
    Map<String, String> read =
        Foreign.read(directory, mails.get(0).octets(), KEY_NAME, signer.key().record());
    assertThat(read).containsEntry("dkim", "True").containsEntry("schema", "right");
    assertThat(read.get("json"))
        .contains("\"total-successful-session-count\": 1")
        .contains(report("one.example").reportId());
  }

  @Test
  void opensNothingToWhomIsOnTheList() {
    count("one.example", "two.example", "three.example");
    asks("one.example", "https://r.example/");
    asks("two.example", "https://r.example/,https://other.example/");
    asks("three.example", "https://r.example/");
    DATABASE.transact(
        em -> {
          OptOutTable table = new OptOutTable(em);
          assertThat(table.add(OptOuts.Kind.DOMAIN, "One.Example", "ada", now)).isPresent();
          assertThat(table.add(OptOuts.Kind.DOMAIN, "one.example", "ada", now)).isEmpty();
          assertThat(table.add(OptOuts.Kind.DOMAIN, "no domain", "ada", now)).isEmpty();
          assertThat(table.add(OptOuts.Kind.DESTINATION, "r.example", "ada", now)).isPresent();
          assertThat(table.add(OptOuts.Kind.DESTINATION, "ftp://x/", "ada", now)).isEmpty();
        });
    round().run();
    afterTheSpread();
    round().run();
    assertThat(posted).containsExactly(URI.create("https://other.example/"));
    assertThat(report("one.example").state()).isEqualTo(ReportState.OPTED_OUT);
    assertThat(report("two.example").state()).isEqualTo(ReportState.SENT);
    assertThat(report("three.example").state()).isEqualTo(ReportState.OPTED_OUT);
  }

  @Test
  void doesNothingWhereItIsOffOrNobodyCouldKnowThisServer() {
    count("one.example");
    round(REPORTER, false).run();
    round(new Reporter("x", Mailbox.of("postmaster@localhost")), true).run();
    assertThat(DATABASE.<Long>inTransaction(em -> new ReportTable(em).count())).isZero();
  }

  @Test
  void forgetsWhatIsOld() {
    count("one.example");
    round().run();
    now = now.plus(Duration.ofDays(91));
    round().run();
    assertThat(DATABASE.<Long>inTransaction(em -> new ReportTable(em).count())).isZero();
    assertThat(store.results(DAY, "one.example").policies()).isEmpty();
  }

  @Test
  void idsAreUniqueAndOfTheFormOfAMessageId() {
    ReportTable.Planning planning = new ReportTable.Planning(REPORTER, new Random(3));
    assertThat(planning.newId(DAY)).matches("20261126-[0-9a-f]{24}@mail\\.sender\\.example");
    assertThat(planning.newId(DAY)).isNotEqualTo(planning.newId(DAY));
  }
}
