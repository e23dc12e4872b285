package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.queue.QueueSamples;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.tlsrpt.AppliedPolicy;
import org.sealpost.tlsrpt.FailureDetail;
import org.sealpost.tlsrpt.PolicyType;
import org.sealpost.tlsrpt.ResultType;
import org.sealpost.tlsrpt.SessionCountTable;
import org.sealpost.tlsrpt.SessionCounts;
import org.sealpost.tlsrpt.SessionResult;

/** What operators see of results, and the way from a failure to the messages it hit. */
final class TlsReportsTest {
  private static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
  private static final Domain ONE = Domain.of("one.example");
  private static final String TRACE =
      """
      [{"host":"mx.one.example","address":"192.0.2.1:25","asked":"DEFAULT","stage":"DEFAULT",
        "origin":{"source":"MX","mx":"INSECURE","mtaSts":"ENFORCE_MATCH","dane":"NOT_APPLICABLE",
                  "signed":false,"policy":"enforce id=1","daneAsked":false,"daneDetail":""},
        "session":{"version":"TLSv1.3","cipher":"suite","pkix":"OUT_OF_TIME","keywords":[]},
        "end":"NOT_VERIFIED","result":"no"}]
      """;

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

  private static void count(String domain, boolean success) {
    AppliedPolicy policy =
        new AppliedPolicy(PolicyType.STS, List.of("version: STSv1"), domain, List.of());
    FailureDetail expired =
        new FailureDetail(
            ResultType.CERTIFICATE_EXPIRED, "198.51.100.7", "mx.one.example", null, null, "");
    SessionCounts counts = new SessionCounts("here" + success);
    counts.add(
        AT, List.of(new SessionResult(domain, policy, success ? List.of() : List.of(expired))));
    database.transact(em -> new SessionCountTable(em).insert(counts));
  }

  @Test
  void showsTheSumsOfADayWithMostFailuresFirst() {
    count("one.example", true);
    count("one.example", false);
    count("a.example", true);
    assertThat(database.<Long>inTransaction(em -> new TlsResults(em).countDay(DAY))).isEqualTo(2);
    assertThat(database.<List<TlsDayRow>>inTransaction(em -> new TlsResults(em).day(DAY, 0, 10)))
        .containsExactly(
            new TlsDayRow("one.example", 1, 1, null, null),
            new TlsDayRow("a.example", 1, 0, null, null));
    TlsDayDetail detail =
        database.inTransaction(em -> new TlsResults(em).detail(DAY, ONE)).orElseThrow();
    assertThat(detail.policies())
        .singleElement()
        .satisfies(
            policy -> {
              assertThat(policy.type()).isEqualTo("sts");
              assertThat(policy.failures().get(0).type()).isEqualTo("certificate-expired");
            });
    assertThat(
            database.<Boolean>inTransaction(
                em -> new TlsResults(em).detail(DAY.plusDays(1), ONE).isPresent()))
        .isFalse();
  }

  @Test
  void leadsFromAFailureToTheMessagesItHit() {
    QueueSamples.insert(database, TlsRequirement.DEFAULT, "a@one.example", "b@two.example");
    database.transact(
        em ->
            em.createNativeQuery(
                    "insert into attempt (id, message_id, recipient_id, forward_path, ended_at,"
                        + " outcome, reply, hosts, trace) select r.id + 100000, r.message_id, r.id,"
                        + " r.forward_path, "
                        + AT.toEpochMilli()
                        + ", 'deferred', '', '', cast(? as varchar(32000)) from recipient r")
                .setParameter(1, TRACE)
                .executeUpdate());
    List<TlsAffectedRow> hit = find(DAY, "certificate-expired");
    assertThat(hit)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.forwardPath()).contains("a@one.example");
              assertThat(row.host()).isEqualTo("mx.one.example");
              assertThat(row.outcome()).isEqualTo("deferred");
            });
    assertThat(find(DAY, "certificate-host-mismatch")).isEmpty();
    assertThat(find(DAY.plusDays(1), "certificate-expired")).isEmpty();
  }

  private static List<TlsAffectedRow> find(LocalDate day, String type) {
    return database.inTransaction(em -> new TlsAffected(em).find(day, ONE, type, 10));
  }

  @Test
  void eachChangeOfTheListHasItsAuditLine() {
    database.transact(em -> new TlsOptOuts(em, "ada").add("DOMAIN", "One.Example"));
    database.transact(em -> new TlsOptOuts(em, "ada").add("DESTINATION", "mailto:x@y.example"));
    assertThatThrownBy(
            () -> database.transact(em -> new TlsOptOuts(em, "ada").add("DOMAIN", "one.example")))
        .isInstanceOf(CommandRefusedException.class);
    assertThatThrownBy(
            () -> database.transact(em -> new TlsOptOuts(em, "ada").add("OTHER", "x.example")))
        .isInstanceOf(CommandRefusedException.class);
    long id =
        database.<Long>inTransaction(
            em ->
                em.createQuery(
                        "select o.id from OptOutEntity o where o.subject = 'one.example'",
                        Long.class)
                    .getSingleResult());
    database.transact(em -> new TlsOptOuts(em, "ada").remove(id));
    List<String> actions =
        database.inTransaction(
            em ->
                em.createQuery("select a from AuditEntity a order by a.id", AuditEntity.class)
                    .getResultStream()
                    .map(entity -> entity.toRow().action())
                    .toList());
    assertThat(actions)
        .containsExactly("add-report-opt-out", "add-report-opt-out", "remove-report-opt-out");
  }
}
