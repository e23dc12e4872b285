package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.flow.FlowRule;
import org.sealpost.flow.HeldMail;
import org.sealpost.flow.LaidRule;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.queue.QueueSamples;
import org.sealpost.queue.RecipientEntity;
import org.sealpost.smtp.TlsRequirement;

/** What an operator does to the flow of mail, to what waits, and what stands in the audit log. */
final class FloodgateTest {
  private static final QueueDatabase DATABASE = new QueueDatabase();
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

  @AfterEach
  void empty() {
    DATABASE.empty("flow_rule", "audit_entry", "recipient", "message_chunk", "message");
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static <T> T as(Function<Floodgate, T> command) {
    return DATABASE.inTransaction(em -> command.apply(new Floodgate(em, "ada")));
  }

  private static LaidRule add(FlowRule rule) {
    return as(floodgate -> floodgate.add(rule, " because ", NOW));
  }

  private static LaidRule end(long id, String reason) {
    return as(floodgate -> floodgate.end(id, reason, NOW));
  }

  private static LaidRule holdFor(String from, String recipients, String said) {
    return add(new WantedHold(from, recipients, said, "because").toRule());
  }

  @Test
  void aRouteIsLaidDownReplacedAndEndedWithItsAuditLines() {
    add(new WantedRoute("a.example", "smtp://one.example", "because").toRule());
    LaidRule second = add(new WantedRoute("a.example", "mx", "because").toRule());
    end(second.id(), "it works again");
    assertThat(audit())
        .containsExactly(
            "add-flow-rule|null|route a.example by smtp://one.example",
            "add-flow-rule|route a.example by smtp://one.example|route a.example by mx",
            "end-flow-rule|route a.example by mx|ended");
  }

  private static HeldMail.Step holdWaiting(LaidRule rule, long after, int most) {
    return as(floodgate -> floodgate.holdWaiting(rule.id(), after, most, NOW));
  }

  private static HeldMail.Step release(LaidRule rule, int most) {
    return as(floodgate -> floodgate.release(rule.id(), most, NOW));
  }

  private static boolean resume(String recipients) {
    return as(floodgate -> floodgate.resume(WantedPattern.read(recipients), "they are back", NOW));
  }

  private static Map<Long, Long> counts() {
    return DATABASE.inTransaction(em -> new HeldMail(em).counts());
  }

  private static List<String> recipients() {
    return DATABASE.inTransaction(
        em ->
            em.createQuery(
                    "select r from RecipientEntity r order by r.forwardPath", RecipientEntity.class)
                .getResultStream()
                .map(r -> r.forwardPath() + " " + r.state() + " " + (r.dueAt() != null))
                .toList());
  }

  private static List<String> audit() {
    return DATABASE.inTransaction(
        em ->
            em.createQuery("select a from AuditEntity a order by a.id", AuditEntity.class)
                .getResultStream()
                .map(AuditEntity::toRow)
                .map(row -> row.action() + "|" + row.before() + "|" + row.after())
                .toList());
  }

  @Test
  void everyChangeHasItsLine() {
    add(new WantedLimit("*.one.example", 5, null, "x").toRule());
    LaidRule limit = add(new WantedLimit("*.one.example", 2, 60, "x").toRule());
    end(limit.id(), "enough");
    add(new WantedRetry("one.example", "GREYLISTED", "5m, 1h", "x").toRule());
    assertThat(audit())
        .containsExactly(
            "add-flow-rule|null|limit *.one.example to 5 at a time",
            "add-flow-rule|limit *.one.example to 5 at a time"
                + "|limit *.one.example to 2 at a time to 60 a minute",
            "end-flow-rule|limit *.one.example to 2 at a time to 60 a minute|ended",
            "add-flow-rule|null|retry one.example after GREYLISTED in 5m, 1h");
  }

  @Test
  void aPauseIsEndedByItsDomain() {
    add(new WantedPause("one.example", null, "x").toRule());
    add(new WantedPause("*", null, "x").toRule());
    assertThat(resume("two.example")).isFalse();
    assertThat(resume("one.example")).isTrue();
    assertThat(resume("one.example")).isFalse();
    assertThat(resume("*")).isTrue();
  }

  private static int endPauses(Instant now) {
    return as(floodgate -> floodgate.endPauses(now));
  }

  @Test
  void holdsWhatWasClaimedAndTakenBackAndNothingElse() {
    QueueSamples.insertLeased(DATABASE, "a@one.example");
    QueueSamples.insertLeased(DATABASE, "b@two.example");
    LaidRule rule = holdFor("", "one.example", "subject");
    List<Long> claimed =
        DATABASE.inTransaction(
            em -> em.createQuery("select r.id from RecipientEntity r", Long.class).getResultList());
    assertThat(holdClaimed(rule, claimed, "another node")).isZero();
    assertThat(holdClaimed(rule, claimed, "node")).isEqualTo(1);
    assertThat(holdClaimed(rule, claimed, "node")).isZero();
    assertThat(recipients())
        .containsExactly("<a@one.example> HELD false", "<b@two.example> DELIVERING false");
    assertThat(audit()).contains("hold|claimed|1 by " + rule.rule().text());
    assertThat(release(rule, 10).changed()).isEqualTo(1);
  }

  private static int holdClaimed(LaidRule rule, List<Long> claimed, String node) {
    return as(floodgate -> floodgate.holdClaimed(rule.id(), claimed, node, NOW));
  }

  @Test
  void aPauseThatEndsByItselfHasItsLine() {
    add(new WantedPause(".one.example", NOW.plusSeconds(9), "x").toRule());
    assertThat(endPauses(NOW.plusSeconds(8))).isZero();
    assertThat(endPauses(NOW.plusSeconds(9))).isEqualTo(1);
    assertThat(endPauses(NOW.plusSeconds(10))).isZero();
    String rule = "pause .one.example until " + NOW.plusSeconds(9);
    assertThat(audit())
        .containsExactly("add-flow-rule|null|" + rule, "end-flow-rule|" + rule + "|ended");
  }

  @Test
  void whatWaitsIsHeldInStepsAndReleased() {
    for (int i = 0; i < 5; i++) {
      QueueSamples.insert(DATABASE, TlsRequirement.DEFAULT, "a" + i + "@one.example");
    }
    QueueSamples.insert(DATABASE, TlsRequirement.DEFAULT, "z@two.example");
    QueueSamples.insertLeased(DATABASE, "under.way@one.example");
    LaidRule rule = holdFor("sender@example.org", "one.example", "SUBJECT");
    HeldMail.Step first = holdWaiting(rule, 0, 3);
    assertThat(first.changed()).isEqualTo(3);
    assertThat(first.more()).isTrue();
    HeldMail.Step second = holdWaiting(rule, first.last(), 3);
    // What is under way with it: held where its attempt does not settle it.
    assertThat(second.changed()).isEqualTo(3);
    assertThat(holdWaiting(rule, second.last(), 3).more()).isFalse();
    assertThat(recipients())
        .containsExactly(
            "<a0@one.example> HELD false",
            "<a1@one.example> HELD false",
            "<a2@one.example> HELD false",
            "<a3@one.example> HELD false",
            "<a4@one.example> HELD false",
            "<under.way@one.example> DELIVERING false",
            "<z@two.example> QUEUED true");
    assertThat(counts()).isEqualTo(Map.of(rule.id(), 5L));
    end(rule.id(), "over");
    HeldMail.Step released = release(rule, 4);
    assertThat(released.more()).isTrue();
    assertThat(released.changed()).as("four that were held, and the one to be").isEqualTo(5);
    assertThat(release(rule, 4).changed()).isEqualTo(1);
    assertThat(recipients()).filteredOn(one -> one.endsWith("QUEUED true")).hasSize(6);
    assertThat(counts()).isEmpty();
    assertThat(audit()).filteredOn(line -> line.startsWith("hold|")).hasSize(2);
    assertThat(audit()).filteredOn(line -> line.startsWith("release|")).hasSize(2);
  }

  @Test
  void aRuleHoldsOnlyWhatItIsFor() {
    QueueSamples.insert(DATABASE, TlsRequirement.DEFAULT, "a@sub.one.example");
    QueueSamples.insert(DATABASE, TlsRequirement.DEFAULT, "a@one.example");
    assertThat(holdWaiting(holdFor("other@example.org", "", ""), 0, 10).changed()).isZero();
    assertThat(holdWaiting(holdFor("", "", "no such text"), 0, 10).changed()).isZero();
    assertThat(holdWaiting(holdFor("", "", "100%"), 0, 10).changed()).isZero();
    assertThat(holdWaiting(holdFor("", "*.one.example", ""), 0, 10).changed()).isEqualTo(1);
    assertThat(holdWaiting(holdFor("example.org", "", ""), 0, 10).changed()).isEqualTo(1);
  }

  @Test
  void whatIsNotRightIsRefused() {
    refused(
        "*.domain or <>", gate -> gate.add(new WantedHold("a b", "", "", "x").toRule(), "x", NOW));
    refused(
        "destination is", gate -> gate.add(new WantedLimit("**", 1, 1, "x").toRule(), "x", NOW));
    refused(
        "waits are", gate -> gate.add(new WantedRetry("*", "", "soon", "x").toRule(), "x", NOW));
    refused("kind of", gate -> gate.add(new WantedRetry("*", "BAD", "5m", "x").toRule(), "x", NOW));
    refused("needs a reason", gate -> gate.end(1, " ", NOW));
    refused("ended already", gate -> gate.end(-1, "x", NOW));
    assertThat(audit()).isEmpty();
  }

  private static void refused(String why, Consumer<Floodgate> command) {
    assertThatThrownBy(() -> DATABASE.transact(em -> command.accept(new Floodgate(em, "ada"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
