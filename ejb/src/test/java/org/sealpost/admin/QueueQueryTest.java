package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.queue.QueueSamples;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.TlsRequirement;

/** Lists that are longer than what may be looked at. */
final class QueueQueryTest {
  private static final int MANY = QueueRows.MOST + 500;

  @ParameterizedTest
  @EnumSource
  void aLongListIsReadAsFarAsItMayBeAndSaysSo(QueueDatabase.Kind kind) {
    try (QueueDatabase database = new QueueDatabase(kind)) {
      QueueSamples.insert(database, TlsRequirement.REQUIRED, "rare@old.example");
      QueueSamples.insertMany(database, MANY);
      Function<QueueFilter, Matches> count =
          filter -> database.inTransaction(em -> new QueueQuery(em, filter).count());

      assertThat(count.apply(QueueFilter.ALL)).isEqualTo(new Matches(QueueRows.MOST, true, 0));
      // Too many for another order: newest first.
      QueueSort byDomain = new QueueSort(QueueSort.Column.DOMAIN, true);
      assertThat(rows(database, em -> new QueueQuery(em, QueueFilter.ALL).rows(byDomain, 0, 2)))
          .containsExactly("r" + (MANY - 1) + "@many.example", "r" + (MANY - 2) + "@many.example");
      assertThat(
              rows(
                  database,
                  em ->
                      new QueueQuery(em, QueueFilter.ALL)
                          .rows(QueueSort.NEWEST, QueueRows.MOST - 1, 1)))
          .containsExactly("r" + (MANY - QueueRows.MOST) + "@many.example");

      // What an index answers is exact, however far back it is.
      QueueFilter domain = new QueueFilter("old.example", null, null, true, null);
      assertThat(count.apply(domain)).isEqualTo(Matches.exactly(1));
      QueueFilter required = new QueueFilter(null, TlsRequirement.REQUIRED, null, true, null);
      assertThat(count.apply(required)).isEqualTo(Matches.exactly(1));
      assertThat(rows(database, em -> new QueueQuery(em, required).rows(byDomain, 0, 5)))
          .containsExactly("rare@old.example");
      QueueFilter held = new QueueFilter(null, null, RecipientState.HELD, false, null);
      assertThat(count.apply(held)).isEqualTo(Matches.exactly(0));

      // What has to be looked at is looked at among the newest.
      QueueFilter text = new QueueFilter(null, null, null, true, "@MANY.example");
      assertThat(count.apply(text)).isEqualTo(new Matches(QueueRows.MOST, true, QueueRows.MOST));
      QueueFilter old = new QueueFilter(null, null, null, true, "rare");
      assertThat(count.apply(old)).isEqualTo(new Matches(0, true, QueueRows.MOST));
      QueueFilter oldOfDomain = new QueueFilter("old.example", null, null, true, "rare");
      assertThat(count.apply(oldOfDomain)).isEqualTo(Matches.exactly(1));

      // Read to the end by key, every row comes once.
      assertThat(all(database, old)).containsExactly("rare@old.example");
      assertThat(all(database, QueueFilter.ALL)).hasSize(MANY + 1).doesNotHaveDuplicates();
      assertThat(pages(database, old, QueueSort.NEWEST)).containsExactly("rare@old.example");
      assertThat(pages(database, QueueFilter.ALL, QueueSort.NEWEST))
          .hasSize(MANY + 1)
          .doesNotHaveDuplicates();
      assertThatThrownBy(() -> pages(database, QueueFilter.ALL, byDomain))
          .isInstanceOf(CommandRefusedException.class)
          .hasMessageContaining("newest first");
      assertThat(pages(database, required, byDomain)).containsExactly("rare@old.example");
    }
  }

  @ParameterizedTest
  @EnumSource
  void pagesInEveryOrderHoldEachRowOnceWhateverGoesMeanwhile(QueueDatabase.Kind kind) {
    try (QueueDatabase database = new QueueDatabase(kind)) {
      for (int i = 0; i < 7; i++) {
        // The same values again and again: the key has to decide.
        TlsRequirement requirement = i % 2 == 0 ? TlsRequirement.DEFAULT : TlsRequirement.REQUIRED;
        QueueSamples.insert(database, requirement, "a@one.example", "b" + i + "@two.example");
      }
      database.inTransaction(
          em ->
              em.createQuery(
                      "update RecipientEntity r set r.nextAttempt = null where r.domain = :d")
                  .setParameter("d", "one.example")
                  .executeUpdate());
      for (QueueSort.Column column : QueueSort.Column.values()) {
        for (boolean ascending : new boolean[] {true, false}) {
          QueueSort sort = new QueueSort(column, ascending);
          List<Long> paged = keys(database, sort, 3);
          assertThat(paged).as(sort.toString()).hasSize(14).doesNotHaveDuplicates();
          assertThat(paged).as(sort.toString()).isEqualTo(keys(database, sort, 500));
        }
      }
      assertThat(keys(database, new QueueSort(QueueSort.Column.RECEIVED, true), 3)).isSorted();
    }
  }

  private static List<Long> keys(QueueDatabase database, QueueSort sort, int most) {
    List<Long> all = new ArrayList<>();
    walk(database, QueueFilter.ALL, sort, most).forEach(row -> all.add(row.recipientId()));
    return all;
  }

  private static List<String> pages(QueueDatabase database, QueueFilter filter, QueueSort sort) {
    return walk(database, filter, sort, 200).stream().map(QueueRow::forwardPath).toList();
  }

  /** As {@link QueueView#page} goes on, cursor by cursor. */
  private static List<QueueRow> walk(
      QueueDatabase database, QueueFilter filter, QueueSort sort, int most) {
    List<QueueRow> all = new ArrayList<>();
    Optional<QueueCursor> at = Optional.empty();
    boolean more = true;
    while (more) {
      QueueCursor cursor = at.orElse(null);
      long below = cursor != null && sort.equals(QueueSort.NEWEST) ? cursor.id() : Long.MAX_VALUE;
      QueuePage page =
          database.inTransaction(
              em -> new QueueQuery(em, filter, Sight.ALL, below).after(sort, cursor, most));
      all.addAll(page.items());
      String next = page.next();
      more = next != null;
      at = next == null ? Optional.empty() : QueueCursor.parse(next, sort);
      assertThat(at.isPresent()).isEqualTo(more);
    }
    return all;
  }

  private static List<String> all(QueueDatabase database, QueueFilter filter) {
    List<String> all = new ArrayList<>();
    Long below = Long.MAX_VALUE;
    while (below != null) {
      long under = below;
      QueueSlice slice =
          database.inTransaction(em -> new QueueQuery(em, filter, Sight.ALL, under).slice(500));
      slice.rows().forEach(row -> all.add(row.forwardPath()));
      below = slice.next();
    }
    return all;
  }

  private static List<String> rows(
      QueueDatabase database, Function<EntityManager, List<QueueRow>> query) {
    return database.inTransaction(query).stream().map(QueueRow::forwardPath).toList();
  }
}
