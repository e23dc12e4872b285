package org.sealpost.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.queue.ClosedLines;
import org.sealpost.queue.FailureKind;
import org.sealpost.queue.LineLimit;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Domain;

/** What is laid down about flow, what takes its place, and what another node sees of it. */
final class FlowTableTest {
  private static final QueueDatabase DATABASE = new QueueDatabase();
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final DomainPattern ONE = DomainPattern.of(Domain.of("one.example"));

  private final Flow flow = new Flow(FlowBook.EMPTY);

  @AfterEach
  void forgetAll() {
    DATABASE.transact(em -> em.createQuery("delete from FlowRuleEntity").executeUpdate());
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static <T> T in(Function<FlowTable, T> work) {
    return DATABASE.inTransaction(em -> work.apply(new FlowTable(em)));
  }

  private static List<LaidRule> inForce(FlowRule.Kind kind) {
    return in(table -> table.inForce(kind));
  }

  private static Optional<LaidRule> end(long id, String by) {
    return in(table -> table.end(id, by, NOW));
  }

  private static List<LaidRule> ended() {
    return in(table -> table.ended(0, 10));
  }

  private static long countEnded() {
    return in(FlowTable::countEnded);
  }

  private static FlowTable.Added add(FlowRule rule) {
    return in(table -> table.add(rule, "because", "ada", NOW));
  }

  @Test
  void everyKindComesBackAsItWasLaidDown() {
    List<FlowRule> all =
        List.of(
            new FlowRule.Hold(
                ReversePathPattern.parse("a@far.example").orElseThrow(), ONE, "invoice"),
            new FlowRule.Hold(null, DomainPattern.parse("*.one.example").orElseThrow(), null),
            new FlowRule.Hold(ReversePathPattern.parse("<>").orElseThrow(), null, null),
            new FlowRule.Pause(ONE, null),
            new FlowRule.Pause(DomainPattern.ALL, null),
            new FlowRule.Pause(
                DomainPattern.parse(".two.example").orElseThrow(), NOW.plusSeconds(60)),
            new FlowRule.Limit(DomainPattern.ALL, new LineLimit(5, null)),
            new FlowRule.Limit(ONE, new LineLimit(null, 30)),
            new FlowRule.Retry(ONE, FailureKind.GREYLISTED, List.of(Duration.ofMinutes(5))),
            new FlowRule.Retry(ONE, null, List.of(Duration.ofMinutes(5), Duration.ofHours(1))),
            route("mx"),
            new FlowRule.Routing(
                DomainPattern.ALL,
                NextHops.read("smtp://a.example?tls=starttls&verify=pkix  smtps://b.example")));
    all.forEach(FlowTableTest::add);
    List<FlowRule> there = new ArrayList<>();
    for (FlowRule.Kind kind : FlowRule.Kind.values()) {
      inForce(kind).forEach(one -> there.add(one.rule()));
    }
    assertThat(there).isEqualTo(all);
  }

  @Test
  void anotherNodeSeesAChangeAndHearsOfPauses() {
    List<ClosedLines> heard = new ArrayList<>();
    flow.tellPauses(heard::add);
    Runnable refresh = flow.readingFrom(new Reader());
    refresh.run();
    LaidRule made = add(new FlowRule.Pause(ONE, null)).made();
    refresh.run();
    assertThat(flow.closed().holds("one.example")).isTrue();
    assertThat(end(made.id(), "bob")).contains(made);
    refresh.run();
    assertThat(heard).extracting(each -> each.holds("one.example")).endsWith(true, false);
    assertThat(end(made.id(), "eve")).isEmpty();
    assertThat(ended())
        .singleElement()
        .satisfies(ended -> assertThat(ended.endedBy()).isEqualTo("bob"));
    assertThat(countEnded()).isEqualTo(1);
  }

  private static List<LaidRule> endPauses(Instant now) {
    return in(table -> table.endPauses("clock", now));
  }

  @Test
  void aPauseEndsWhenItsTimeHasCome() {
    Instant end = NOW.plusSeconds(60);
    add(new FlowRule.Pause(ONE, end));
    add(new FlowRule.Pause(DomainPattern.ALL, null));
    flow.readingFrom(new Reader()).run();
    assertThat(flow.hasPauseOver(end.minusMillis(1))).isFalse();
    assertThat(endPauses(end.minusMillis(1))).isEmpty();
    assertThat(flow.hasPauseOver(end)).isTrue();
    assertThat(endPauses(end)).hasSize(1);
    flow.readingFrom(new Reader()).run();
    assertThat(flow.hasPauseOver(end)).isFalse();
    assertThat(flow.closed().all()).isTrue();
    assertThat(ended().get(0).endedBy()).isEqualTo("clock");
  }

  @Test
  void aPauseWithAnotherEndTakesThePlaceOfTheOldOne() {
    add(new FlowRule.Pause(ONE, null));
    assertThat(add(new FlowRule.Pause(ONE, NOW.plusSeconds(5))).replaced()).isPresent();
    assertThat(inForce(FlowRule.Kind.PAUSE)).hasSize(1);
    refused("in the future", new FlowRule.Pause(ONE, NOW), "x");
    refused("a year", new FlowRule.Pause(ONE, NOW.plus(Duration.ofDays(400))), "x");
  }

  @Test
  void whatIsKnownGoesOnCountingWhileTheDatabaseIsAway() {
    add(new FlowRule.Pause(DomainPattern.ALL, null));
    flow.readingFrom(new Reader()).run();
    flow.readingFrom(new Broken()).run();
    assertThat(flow.closed().all()).isTrue();
  }

  @Test
  void aNewLimitAndNewWaitsTakeThePlaceOfTheOldOnes() {
    FlowRule.Limit old = new FlowRule.Limit(ONE, new LineLimit(5, null));
    add(old);
    FlowTable.Added added = add(new FlowRule.Limit(ONE, new LineLimit(2, null)));
    assertThat(added.replaced()).map(LaidRule::rule).contains(old);
    assertThat(inForce(FlowRule.Kind.LIMIT)).containsExactly(added.made());
    add(retry(null, 5));
    assertThat(add(retry(FailureKind.DNS, 5)).replaced()).isEmpty();
    assertThat(add(retry(FailureKind.DNS, 6)).replaced()).isPresent();
    assertThat(inForce(FlowRule.Kind.RETRY)).hasSize(2);
  }

  @Test
  void aNewRouteTakesThePlaceOfTheOldOne() {
    LaidRule old = add(route("smtp://a.example")).made();
    assertThat(add(route("smtp://b.example")).replaced()).contains(old);
    assertThat(inForce(FlowRule.Kind.ROUTE))
        .singleElement()
        .satisfies(one -> assertThat(one.rule().text()).endsWith(" by smtp://b.example"));
    refused("already", route("smtp://b.example"), "x");
  }

  private static FlowRule route(String text) {
    return new FlowRule.Routing(ONE, NextHops.read(text));
  }

  private static FlowRule retry(@Nullable FailureKind kind, int minutes) {
    return new FlowRule.Retry(ONE, kind, List.of(Duration.ofMinutes(minutes)));
  }

  @Test
  void whatWouldNotBeRightIsRefusedWithASentence() {
    refused("say which", new FlowRule.Hold(null, null, null), "x");
    refused("200 characters", new FlowRule.Hold(null, null, " "), "x");
    refused("200 characters", new FlowRule.Hold(null, null, "x".repeat(201)), "x");
    refused("needs a reason", new FlowRule.Pause(DomainPattern.ALL, null), " ");
    refused("needs a number", new FlowRule.Limit(ONE, LineLimit.NONE), "x");
    refused("1 to 1000", new FlowRule.Limit(ONE, new LineLimit(0, null)), "x");
    refused("1 to 100000", new FlowRule.Limit(ONE, new LineLimit(null, 0)), "x");
    add(new FlowRule.Pause(DomainPattern.ALL, null));
    refused("already", new FlowRule.Pause(DomainPattern.ALL, null), "x");
  }

  private static void refused(String why, FlowRule rule, String reason) {
    assertThatThrownBy(() -> in(table -> table.add(rule, reason, "ada", NOW)))
        .isInstanceOf(FlowRefusedException.class)
        .hasMessageContaining(why);
  }

  private static final class Reader implements FlowSource {
    @Override
    public FlowBook book() {
      return in(FlowTable::book);
    }

    @Override
    public Optional<FlowBook> newerThan(long version) {
      return in(table -> table.version() > version ? Optional.of(table.book()) : Optional.empty());
    }
  }

  private static final class Broken implements FlowSource {
    @Override
    public FlowBook book() {
      throw new IllegalStateException("no database");
    }

    @Override
    public Optional<FlowBook> newerThan(long version) {
      throw new IllegalStateException("no database");
    }
  }
}
