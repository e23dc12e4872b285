package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealpost.queue.QueueDatabase;

/** Lines of the audit log by filter, page by page. */
final class AuditQueryTest {
  private static final QueueDatabase DATABASE = new QueueDatabase();
  private static final Instant BEGIN = Instant.parse("2026-11-01T12:00:00Z");

  @BeforeAll
  static void write() {
    for (int minute = 0; minute < 40; minute++) {
      line(minute, minute % 2 == 0 ? "ada" : "bob", minute % 4 == 0 ? "hold" : "retry");
    }
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static void line(int minute, String actor, String action) {
    // Two by two at the same time: then the key decides.
    Instant at = BEGIN.plusSeconds(60L * (minute / 2));
    AuditRow row =
        new AuditRow(
            0,
            at,
            actor,
            action,
            minute % 10 == 0 ? 7L : null,
            null,
            minute == 11 ? "100%_OFF" : null,
            "after " + minute,
            minute == 12 ? "Because! of Eve" : null,
            Door.SERVER.name(),
            null);
    DATABASE.transact(em -> em.persist(new AuditEntity(row)));
  }

  private static List<String> find(AuditFilter filter) {
    return read(filter, null, 100).stream().map(row -> String.valueOf(row.after())).toList();
  }

  private static List<AuditRow> read(AuditFilter filter, @Nullable Before before, int most) {
    return DATABASE.inTransaction(em -> new AuditQuery(filter, before).read(em, most));
  }

  private static AuditFilter text(String text) {
    return new AuditFilter(null, null, null, null, null, null, text);
  }

  @Test
  void eachFilterNarrows() {
    assertThat(find(AuditFilter.ALL)).hasSize(40);
    assertThat(find(new AuditFilter("ada", null, null, null, null, null, null))).hasSize(20);
    assertThat(find(new AuditFilter("ada", null, "hold", null, null, null, null))).hasSize(10);
    assertThat(find(new AuditFilter("bob", null, "hold", null, null, null, null))).isEmpty();
    assertThat(find(new AuditFilter(null, null, null, 7L, null, null, null)))
        .containsExactly("after 30", "after 20", "after 10", "after 0");
    assertThat(find(new AuditFilter(null, Door.SERVER, null, null, null, null, null))).hasSize(40);
    assertThat(find(new AuditFilter(null, Door.REST, null, null, null, null, null))).isEmpty();
    Instant from = BEGIN.plusSeconds(60);
    Instant until = BEGIN.plusSeconds(120);
    assertThat(find(new AuditFilter(null, null, null, null, from, until, null)))
        .containsExactlyInAnyOrder("after 2", "after 3");
  }

  @Test
  void aTextIsFoundInWhateverCaseAndMeansItself() {
    assertThat(find(text("because! OF eve"))).containsExactly("after 12");
    assertThat(find(text("100%_off"))).containsExactly("after 11");
    assertThat(find(text("%"))).containsExactly("after 11");
    assertThat(find(text("after 3"))).hasSize(11);
    assertThat(find(text("' or '1' = '1"))).isEmpty();
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    List<Long> ids = new ArrayList<>();
    AuditFilter filter = new AuditFilter(null, null, "retry", null, null, null, null);
    @Nullable Before before = null;
    List<AuditRow> page = read(filter, before, 7);
    while (!page.isEmpty()) {
      page.forEach(row -> ids.add(row.id()));
      AuditRow last = page.get(page.size() - 1);
      before = new Before(last.at(), last.id());
      page = read(filter, before, 7);
    }
    List<Long> all = read(filter, null, 100).stream().map(AuditRow::id).toList();
    assertThat(ids).hasSize(30).isEqualTo(all).doesNotHaveDuplicates();
  }
}
