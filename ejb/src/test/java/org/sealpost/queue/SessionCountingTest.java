package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.client.PkixVerdict;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.HostOrigin;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.Published;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.delivery.SessionEvidence;
import org.sealpost.delivery.TraceEnd;
import org.sealpost.event.Events;
import org.sealpost.policy.DaneFact;
import org.sealpost.policy.HostFacts;
import org.sealpost.policy.MtaStsFact;
import org.sealpost.policy.MxFact;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.tlsrpt.DayResults;
import org.sealpost.tlsrpt.PolicyResult;
import org.sealpost.tlsrpt.PolicyType;
import org.sealpost.tlsrpt.ResultType;
import org.sealpost.tlsrpt.SessionCountTable;

/** Sessions are counted for each policy and day, in the transaction that records the outcome. */
@Tag("rfc8460-4.2")
final class SessionCountingTest {
  private static Settings node(String name) {
    return SettingsReader.read(
        Path.of("data").toAbsolutePath(),
        key -> Optional.ofNullable(key.equals("hostname") ? name + ".sealpost.example" : null),
        List.of());
  }

  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

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

  /** A session with a host of a domain whose enforced policy names it. */
  static HostTrace trace(String host, String verdict) {
    HostFacts facts =
        new HostFacts(MxFact.INSECURE, MtaStsFact.ENFORCE_MATCH, DaneFact.NOT_APPLICABLE);
    Published published =
        Published.ofPolicy(
            List.of("version: STSv1", "mode: enforce", "mx: " + host, "max_age: 86400"),
            List.of(host));
    HostOrigin origin =
        new HostOrigin(HostOrigin.Source.MX, facts, false, "enforce id=1", false, "", published);
    SessionEvidence session =
        new SessionEvidence(
            "TLSv1.3",
            "suite",
            PkixVerdict.valueOf(verdict),
            null,
            null,
            List.of(),
            null,
            null,
            new SessionEvidence.Ends("198.51.100.7", "helo.example", false));
    return new HostTrace(
        host,
        "192.0.2.1:25",
        TlsRequirement.DEFAULT,
        TlsRequirement.DEFAULT,
        origin,
        null,
        session,
        TraceEnd.TOOK,
        "taken");
  }

  private Claimed claim(NewMessage.Origin origin, String... paths) {
    NewMessage message = Samples.draft(TlsRequirement.DEFAULT, paths).by(origin).message();
    Samples.insert(database, message, "content", null);
    Lease lease = new Lease("here", Samples.NOW.plus(Duration.ofMinutes(5)));
    return database
        .inTransaction(
            em ->
                Attempts.of(
                    new DueRecipients(em).claim(ClaimRound.ofAll(lease, Samples.NOW, 100)).leased(),
                    new MessageStore(em),
                    new NoLedger()))
        .get(0);
  }

  private void record(String node, Instant at, Claimed claimed, HostTrace... hosts) {
    List<RecipientOutcome> outcomes =
        claimed.recipients().stream()
            .<RecipientOutcome>map(
                each ->
                    new RecipientOutcome.Relayed(
                        each.forwardPath(), Reply.of(250, "2.0.0", "ok"), "mx", false))
            .toList();
    DeliveryResult result = new DeliveryResult(outcomes, List.of(hosts));
    database.transact(
        em ->
            new Recording(em, new Notifications(em, node(node)), node(node), Events.NONE)
                .record(Ended.of(claimed, result, schedule, at)));
  }

  private static NewMessage.Origin someone() {
    return new NewMessage.Origin("relay", "127.0.0.1", "client.example", null, null);
  }

  private static DayResults results(LocalDate day) {
    return database.inTransaction(em -> new SessionCountTable(em).results(day, "one.example"));
  }

  @Test
  void countsASessionOnceHoweverManyRecipientsItWasFor() {
    Claimed claimed = claim(someone(), "a@one.example", "b@one.example", "c@one.example");
    record("here", Samples.NOW, claimed, trace("mx.one.example", "VERIFIED"));
    PolicyResult result = results(DAY).policies().get(0);
    assertThat(result.policy().type()).isEqualTo(PolicyType.STS);
    assertThat(result.policy().domain()).isEqualTo("one.example");
    assertThat(result.policy().mxHosts()).containsExactly("mx.one.example");
    assertThat(result.policy().strings()).contains("mode: enforce");
    assertThat(result.successes()).isEqualTo(1);
    assertThat(result.failed()).isZero();
  }

  @Test
  void addsUpWhatAllNodesHaveSeenAndKeepsDaysApart() {
    Instant night = Instant.parse("2026-11-01T23:59:59Z");
    record("here", night, claim(someone(), "a@one.example"), trace("mx.a.example", "VERIFIED"));
    record("here", night, claim(someone(), "a@one.example"), trace("mx.a.example", "WRONG_NAME"));
    record("here", night, claim(someone(), "a@one.example"), trace("mx.a.example", "WRONG_NAME"));
    record("there", night, claim(someone(), "a@one.example"), trace("mx.a.example", "OUT_OF_TIME"));
    Instant morning = night.plusSeconds(1);
    record("here", morning, claim(someone(), "a@one.example"), trace("mx.a.example", "VERIFIED"));
    PolicyResult result = results(DAY).policies().get(0);
    assertThat(results(DAY).policies()).hasSize(1);
    assertThat(result.successes()).isEqualTo(1);
    assertThat(result.failed()).isEqualTo(3);
    assertThat(result.failures())
        .extracting(each -> each.detail().type(), PolicyResult.FailureResult::sessions)
        .containsExactlyInAnyOrder(
            tuple(ResultType.CERTIFICATE_HOST_MISMATCH, 2L),
            tuple(ResultType.CERTIFICATE_EXPIRED, 1L));
    assertThat(result.failures().get(0).detail())
        .satisfies(
            detail -> {
              assertThat(detail.sendingIp()).isEqualTo("198.51.100.7");
              assertThat(detail.receivingIp()).isEqualTo("192.0.2.1");
              assertThat(detail.mxHost()).isEqualTo("mx.a.example");
              assertThat(detail.mxHelo()).isEqualTo("helo.example");
            });
    assertThat(results(DAY.plusDays(1)).successes()).isEqualTo(1);
    assertThat(database.<List<String>>inTransaction(em -> new SessionCountTable(em).domains(DAY)))
        .containsExactly("one.example");
  }

  @Test
  @Tag("rfc8460-3")
  void neverCountsTheDeliveryOfOurOwnReports() {
    Claimed report = claim(NewMessage.Origin.TLS_REPORT, "tlsrpt@one.example");
    assertThat(report.ownReport()).isTrue();
    record("here", Samples.NOW, report, trace("mx.one.example", "WRONG_NAME"));
    Claimed dsn = claim(NewMessage.Origin.NOTIFICATION, "a@one.example");
    assertThat(results(DAY).policies()).isEmpty();
    record("here", Samples.NOW, dsn, trace("mx.one.example", "WRONG_NAME"));
    assertThat(results(DAY).failed()).isEqualTo(1);
  }

  @Test
  void removesWhatIsOld() {
    Claimed claimed = claim(someone(), "a@one.example");
    record("here", Samples.NOW, claimed, trace("mx.one.example", "WRONG_NAME"));
    assertThat(database.<Integer>inTransaction(em -> new SessionCountTable(em).removeBefore(DAY)))
        .isZero();
    assertThat(
            database.<Integer>inTransaction(
                em -> new SessionCountTable(em).removeBefore(DAY.plusDays(1))))
        .isEqualTo(2);
  }
}
