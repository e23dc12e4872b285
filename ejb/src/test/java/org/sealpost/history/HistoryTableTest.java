package org.sealpost.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Domain;

/** What is remembered of domains, and when an alarm is raised. */
final class HistoryTableTest {
  private static final QueueDatabase DATABASE = new QueueDatabase();
  private static final Domain ONE = Domain.of("one.example");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private Instant time = NOW;

  @AfterEach
  void empty() {
    DATABASE.transact(
        em -> {
          em.createQuery("delete from SeenEntity").executeUpdate();
          em.createQuery("delete from ChangeEntity").executeUpdate();
        });
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private List<Change> see(String host, Aspect aspect, String level) {
    time = time.plusSeconds(60);
    Sighting sighting = new Sighting(new Sighting.Key(ONE, host, aspect), level, time);
    return DATABASE.inTransaction(em -> new HistoryTable(em).record(List.of(sighting)));
  }

  private static List<Seen> seen() {
    return DATABASE.inTransaction(em -> new HistoryTable(em).seen(ONE));
  }

  private static List<Change> changes() {
    return DATABASE.inTransaction(em -> new HistoryTable(em).changes(ONE, 50));
  }

  private static long alarms() {
    return DATABASE.inTransaction(em -> new HistoryTable(em).countAlarms());
  }

  @Test
  void whatIsSeenAgainKeepsItsBeginning() {
    see("mx1", Aspect.STARTTLS, "WORKS");
    see("mx1", Aspect.STARTTLS, "WORKS");
    Sighting.Key key = new Sighting.Key(ONE, "mx1", Aspect.STARTTLS);
    assertThat(seen())
        .containsExactly(new Seen(key, "WORKS", NOW.plusSeconds(60), NOW.plusSeconds(120)));
    assertThat(changes()).isEmpty();
  }

  @Test
  void becomingWeakerIsAnAlarmUntilSomebodyTakesNote() {
    see("", Aspect.DNSSEC, "YES");
    assertThat(see("", Aspect.DNSSEC, "NO")).singleElement().matches(Change::weaker);
    assertThat(alarms()).isEqualTo(1);
    Change alarm = changes().get(0);
    assertThat(alarm.before()).isEqualTo("YES");
    assertThat(alarm.after()).isEqualTo("NO");
    assertThat(note(alarm.id())).isNotNull();
    assertThat(note(alarm.id())).isNull();
    assertThat(alarms()).isZero();
    assertThat(changes().get(0).notedBy()).isEqualTo("ada");
  }

  private Change note(long id) {
    return DATABASE.inTransaction(em -> new HistoryTable(em).note(id, "ada", time));
  }

  @Test
  void becomingStrongerIsAChangeAndNoAlarm() {
    see("", Aspect.MTA_STS, "TESTING");
    assertThat(see("", Aspect.MTA_STS, "ENFORCE")).isEmpty();
    assertThat(changes()).singleElement().matches(change -> !change.weaker());
    assertThat(note(changes().get(0).id())).isNull();
  }

  @Test
  void goingToAndFroIsOneAlarmThatCounts() {
    for (int i = 0; i < 3; i++) {
      see("mx1", Aspect.REQUIRETLS, "OFFERED");
      see("mx1", Aspect.REQUIRETLS, "MISSING");
    }
    assertThat(changes()).hasSize(2);
    assertThat(alarms()).isEqualTo(1);
    Change alarm = changes().stream().filter(Change::weaker).findFirst().orElseThrow();
    assertThat(alarm.times()).isEqualTo(3);
    assertThat(alarm.firstAt()).isBefore(alarm.lastAt());
    note(alarm.id());
    see("mx1", Aspect.REQUIRETLS, "OFFERED");
    assertThat(see("mx1", Aspect.REQUIRETLS, "MISSING")).hasSize(1);
  }

  @Test
  void aNewServerIsHeldAgainstTheWeakestOfTheOthers() {
    see("mx1", Aspect.STARTTLS, "WORKS");
    see("mx2", Aspect.STARTTLS, "BROKEN");
    assertThat(alarms()).isEqualTo(1);
    assertThat(see("mx3", Aspect.STARTTLS, "BROKEN")).isEmpty();
    assertThat(see("mx4", Aspect.STARTTLS, "WORKS")).isEmpty();
    assertThat(see("mx5", Aspect.STARTTLS, "MISSING"))
        .singleElement()
        .satisfies(change -> assertThat(change.before()).isEqualTo("BROKEN"));
    assertThat(alarms()).isEqualTo(2);
  }

  @Test
  void serversThatAreLongGoneAreNoMeasure() {
    see("mx1", Aspect.STARTTLS, "WORKS");
    time = time.plus(HistoryTable.MEASURE);
    assertThat(see("mx2", Aspect.STARTTLS, "MISSING")).isEmpty();
  }

  @Test
  void aDomainWithEverNewServersTakesNoMoreThanItsShare() {
    Collection<Sighting> many = new ArrayList<>();
    for (int i = 0; i < HistoryTable.MOST_OF_A_DOMAIN + 20; i++) {
      Sighting.Key key = new Sighting.Key(ONE, "mx" + i, Aspect.STARTTLS);
      many.add(new Sighting(key, "WORKS", NOW.plusSeconds(i)));
    }
    DATABASE.transact(em -> new HistoryTable(em).record(many));
    assertThat(seen()).hasSize(HistoryTable.MOST_OF_A_DOMAIN);
    assertThat(seen()).noneMatch(one -> one.key().host().equals("mx0"));
  }

  @Test
  void whatIsOldIsForgottenButAnOpenAlarmIsNot() {
    see("", Aspect.DNSSEC, "YES");
    see("", Aspect.DNSSEC, "NO");
    see("", Aspect.DNSSEC, "YES");
    Instant later = time.plus(HistoryTable.KEPT).plus(Duration.ofSeconds(1));
    int removed = DATABASE.inTransaction(em -> new HistoryTable(em).removeOld(later));
    assertThat(removed).isEqualTo(2);
    assertThat(seen()).isEmpty();
    assertThat(changes()).singleElement().matches(Change::weaker);
  }
}
