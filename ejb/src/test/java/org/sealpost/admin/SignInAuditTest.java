package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sealpost.admin.RefusalQuota.Place;
import org.sealpost.queue.QueueDatabase;

/** What strangers can write into the audit log. */
final class SignInAuditTest {
  private Instant now = Instant.EPOCH;
  private final RefusalQuota quota = new RefusalQuota(() -> now);

  @Test
  void refusalsBeyondTheQuotaHaveNoPlace() {
    assertThat(take(RefusalQuota.MOST + 500))
        .containsEntry(Place.FREE, RefusalQuota.MOST - 1)
        .containsEntry(Place.LAST, 1)
        .containsEntry(Place.NONE, 500);
  }

  @Test
  void quotaIsNewAfterItsWindow() {
    take(RefusalQuota.MOST);
    now = Instant.EPOCH.plus(RefusalQuota.WINDOW).minusMillis(1);
    assertThat(quota.take()).isEqualTo(Place.NONE);
    now = Instant.EPOCH.plus(RefusalQuota.WINDOW);
    assertThat(quota.take()).isEqualTo(Place.FREE);
    now = now.plus(RefusalQuota.WINDOW).minus(Duration.ofMinutes(1));
    assertThat(take(RefusalQuota.MOST)).containsEntry(Place.NONE, 1);
  }

  @Test
  void namesAreShortPrintableLines() {
    assertThat(SignInAudit.visible("ädmin")).isEqualTo("ädmin");
    assertThat(SignInAudit.visible("a\r\nb\u202Ec\0\uD800")).isEqualTo("a??b?c??");
    assertThat(SignInAudit.visible("x".repeat(5_000))).isEqualTo("x".repeat(64));
    String lock = "\uD83D\uDD12";
    assertThat(SignInAudit.visible("a" + lock.repeat(64))).isEqualTo("a" + lock.repeat(31));
  }

  @Test
  void longestNameAndAddressFitTheTable() {
    try (QueueDatabase database = new QueueDatabase()) {
      String name = SignInAudit.visible("ä".repeat(5_000));
      database.transact(
          em -> new AuditLog(em, name).addOfAccount("sign-in-refused", "::1".repeat(30), null));
      AuditRow row =
          database.inTransaction(
              em ->
                  em.createQuery("select a from AuditEntity a", AuditEntity.class)
                      .getSingleResult()
                      .toRow());
      assertThat(row.actor()).isEqualTo(name);
      assertThat(row.messageId()).isNull();
    }
  }

  private Map<Place, Integer> take(int times) {
    Map<Place, Integer> places = new EnumMap<>(Place.class);
    for (int i = 0; i < times; i++) {
      places.merge(quota.take(), 1, Integer::sum);
    }
    return places;
  }
}
