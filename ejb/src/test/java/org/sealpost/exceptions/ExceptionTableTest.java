package org.sealpost.exceptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Domain;

/** What is laid down, when it counts, and what another node sees of it. */
final class ExceptionTableTest {
  private static final QueueDatabase DATABASE = new QueueDatabase();
  private static final Domain ONE = Domain.of("one.example");
  private static final Domain OTHER = Domain.of("sub.one.example");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final String PIN = "0a".repeat(32);

  private Instant time = NOW;
  private final Exceptions exceptions = new Exceptions(ExceptionBook.EMPTY, () -> time);
  private final ExceptionSource source = new Reader();

  @AfterEach
  void endAll() {
    DATABASE.transact(em -> em.createQuery("delete from ExceptionEntity").executeUpdate());
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static <T> T in(Function<ExceptionTable, T> work) {
    return DATABASE.inTransaction(em -> work.apply(new ExceptionTable(em)));
  }

  private static LaidDown add(ExceptionKind kind, @Nullable String pin, @Nullable Instant end) {
    return in(table -> table.add(new NewException(ONE, kind, pin, "because", end), "ada", NOW));
  }

  private static Optional<LaidDown> end(long id, String by, Instant at) {
    return in(table -> table.end(id, by, at));
  }

  private static List<LaidDown> list(
      @Nullable Domain domain, boolean inForce, Instant at, int first, int most) {
    return in(table -> table.list(domain, inForce, at, first, most));
  }

  private static long count(@Nullable Domain domain, boolean inForce, Instant at) {
    return in(table -> table.count(domain, inForce, at));
  }

  private OperatorExceptions counts(Domain domain) {
    new ExceptionRefresh(source, exceptions).run();
    return exceptions.find(domain);
  }

  @Test
  void everyKindCountsForItsDomainOnly() {
    add(ExceptionKind.REQUIRE_TLS, null, null);
    add(ExceptionKind.FORBID_PLAINTEXT, null, null);
    add(ExceptionKind.PIN_KEY, PIN, null);
    add(ExceptionKind.PIN_KEY, "0b".repeat(32), null);
    add(ExceptionKind.IGNORE_DANE, null, NOW.plus(DAY));
    add(ExceptionKind.IGNORE_MTA_STS, null, NOW.plus(DAY));
    assertThat(counts(ONE))
        .isEqualTo(new OperatorExceptions(true, true, true, true, Set.of(PIN, "0b".repeat(32))));
    assertThat(counts(OTHER)).isEqualTo(OperatorExceptions.NONE);
  }

  @Test
  void anExceptionStopsAtItsEndWithoutAnyTask() {
    add(ExceptionKind.IGNORE_DANE, null, NOW.plus(DAY));
    assertThat(counts(ONE).ignoreDane()).isTrue();
    time = NOW.plus(DAY).minusMillis(1);
    assertThat(exceptions.find(ONE).ignoreDane()).isTrue();
    time = NOW.plus(DAY);
    assertThat(exceptions.find(ONE)).isEqualTo(OperatorExceptions.NONE);
  }

  @Test
  void anExceptionThatSomebodyEndsStaysInTheList() {
    LaidDown made = add(ExceptionKind.REQUIRE_TLS, null, null);
    assertThat(end(made.id(), "bob", NOW.plus(DAY))).contains(made);
    assertThat(end(made.id(), "eve", NOW.plus(DAY))).isEmpty();
    assertThat(end(-1, "eve", NOW.plus(DAY))).isEmpty();
    assertThat(counts(ONE)).isEqualTo(OperatorExceptions.NONE);
    LaidDown ended = in(table -> table.list(ONE, false, NOW, 0, 10)).get(0);
    assertThat(ended.endedBy()).isEqualTo("bob");
    assertThat(ended.stoppedAt(NOW.plus(DAY))).isEqualTo(NOW.plus(DAY));
  }

  @Test
  void listsTellWhatCountsFromWhatNoLongerDoes() {
    LaidDown strict = add(ExceptionKind.REQUIRE_TLS, null, null);
    LaidDown weak = add(ExceptionKind.IGNORE_DANE, null, NOW.plus(DAY));
    Instant later = NOW.plus(DAY);
    assertThat(list(null, true, NOW, 0, 10)).containsExactly(weak, strict);
    assertThat(list(null, true, later, 0, 10)).containsExactly(strict);
    assertThat(list(ONE, false, later, 0, 10)).containsExactly(weak);
    assertThat(list(OTHER, true, NOW, 0, 10)).isEmpty();
    assertThat(list(null, true, NOW, 1, 1)).containsExactly(strict);
    assertThat(count(null, true, NOW)).isEqualTo(2);
    assertThat(count(ONE, false, later)).isEqualTo(1);
  }

  @Test
  void whatWouldNotBeRightIsRefusedWithASentence() {
    refused("in the past", new NewException(ONE, ExceptionKind.REQUIRE_TLS, null, "x", NOW));
    refused(
        "has to have an end", new NewException(ONE, ExceptionKind.IGNORE_DANE, null, "x", null));
    Instant far = NOW.plus(ExceptionTable.LONGEST_WEAKENING).plusMillis(1);
    refused("at most 366", new NewException(ONE, ExceptionKind.IGNORE_MTA_STS, null, "x", far));
    refused("needs a reason", new NewException(ONE, ExceptionKind.REQUIRE_TLS, null, " ", null));
    refused("64 hex", new NewException(ONE, ExceptionKind.PIN_KEY, "AB", "x", null));
    refused("64 hex", new NewException(ONE, ExceptionKind.PIN_KEY, null, "x", null));
    refused("64 hex", new NewException(ONE, ExceptionKind.REQUIRE_TLS, PIN, "x", null));
    add(ExceptionKind.PIN_KEY, PIN, null);
    refused("already", new NewException(ONE, ExceptionKind.PIN_KEY, PIN, "x", null));
  }

  private static void refused(String why, NewException wanted) {
    assertThatThrownBy(() -> in(table -> table.add(wanted, "ada", NOW)))
        .isInstanceOf(ExceptionRefusedException.class)
        .hasMessageContaining(why);
  }

  @Test
  void anOlderBookNeverReplacesANewerOne() {
    ExceptionBook before = source.book();
    add(ExceptionKind.REQUIRE_TLS, null, null);
    assertThat(counts(ONE).requireTls()).isTrue();
    exceptions.publish(before);
    assertThat(exceptions.find(ONE).requireTls()).isTrue();
    assertThat(source.newerThan(exceptions.version())).isEmpty();
  }

  @Test
  void whatIsKnownGoesOnCountingWhileTheDatabaseIsAway() {
    add(ExceptionKind.REQUIRE_TLS, null, null);
    counts(ONE);
    new ExceptionRefresh(new Broken(), exceptions).run();
    assertThat(exceptions.find(ONE).requireTls()).isTrue();
  }

  @Test
  void aLongListIsReadToItsEndEachOnce() {
    int rows = 520;
    DATABASE.transact(
        em -> {
          for (int i = 0; i < rows; i++) {
            var wanted = new NewException(ONE, ExceptionKind.REQUIRE_TLS, null, "because", null);
            // Many of the same time, where the key decides.
            em.persist(new ExceptionEntity(wanted, "ada", NOW.plusSeconds(i / 100)));
          }
        });
    end(list(null, true, NOW, 300, 1).get(0).id(), "ada", NOW);
    List<LaidDown> all = new ArrayList<>(list(null, true, NOW, 0, 201));
    List<LaidDown> page = all;
    while (page.size() == 201) {
      LaidDown last = all.get(all.size() - 1);
      page = in(table -> table.inForceBefore(ONE, NOW, last.madeAt(), last.id(), 201));
      all.addAll(page);
    }
    assertThat(all).isEqualTo(list(null, true, NOW, 0, 1_000)).hasSize(rows - 1);
    LaidDown last = all.get(0);
    List<LaidDown> others =
        in(table -> table.inForceBefore(OTHER, NOW, last.madeAt(), last.id(), 201));
    assertThat(others).isEmpty();
  }

  private static final class Reader implements ExceptionSource {
    @Override
    public ExceptionBook book() {
      return in(table -> table.book(NOW));
    }

    @Override
    public Optional<ExceptionBook> newerThan(long version) {
      return in(
          table -> table.version() > version ? Optional.of(table.book(NOW)) : Optional.empty());
    }
  }

  private static final class Broken implements ExceptionSource {
    @Override
    public ExceptionBook book() {
      throw new IllegalStateException("no database");
    }

    @Override
    public Optional<ExceptionBook> newerThan(long version) {
      throw new IllegalStateException("no database");
    }
  }
}
