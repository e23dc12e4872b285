package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.exceptions.ExceptionTable;
import org.sealpost.exceptions.LaidDown;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Domain;

/** What an operator lays down for a domain, and what stands in the audit log of it. */
final class LawgiverTest {
  private static final QueueDatabase DATABASE = new QueueDatabase();
  private static final Domain ONE = Domain.of("one.example");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String PIN = "0a".repeat(32);

  @AfterEach
  void empty() {
    DATABASE.empty("tls_exception", "audit_entry");
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void whatIsLaidDownAndEndedIsAudited() {
    Instant end = NOW.plus(Duration.ofDays(7));
    as(who -> who.add(wanted("IGNORE_DANE", "", end), NOW));
    long id = inForce().get(0).id();
    as(who -> who.end(id, "they have mended it", NOW));
    assertThat(inForce()).isEmpty();
    assertThat(audit())
        .extracting(AuditRow::action, AuditRow::actor, AuditRow::reason)
        .containsExactly(
            tuple("add-exception", "ada", "their key is wrong"),
            tuple("end-exception", "ada", "they have mended it"));
    assertThat(audit().get(0).after()).isEqualTo("IGNORE_DANE until " + end + " for one.example");
  }

  @Test
  void aKeyIsTakenInTheFormsThatProgramsPrint() {
    for (String form :
        List.of(
            PIN.toUpperCase(Locale.ROOT),
            "0A:".repeat(31) + "0A",
            Base64.getEncoder().encodeToString(HexFormat.of().parseHex(PIN)) + "\n")) {
      as(who -> who.add(wanted("PIN_KEY", form, null), NOW));
      assertThat(inForce()).extracting(LaidDown::pin).containsExactly(PIN);
      empty();
    }
  }

  @Test
  void whatIsNotRightIsRefusedAndLeavesNoAuditLine() {
    refused("Choose what", who -> who.add(wanted("NOTHING", "", null), NOW));
    refused("64 hexadecimal", who -> who.add(wanted("PIN_KEY", "abc", null), NOW));
    refused("has to have an end", who -> who.add(wanted("IGNORE_MTA_STS", "", null), NOW));
    refused("needs a reason", who -> who.end(1, " ", NOW));
    refused("ended already", who -> who.end(1, "x", NOW));
    assertThat(audit()).isEmpty();
  }

  private static WantedException wanted(String kind, String key, @Nullable Instant end) {
    return new WantedException(ONE, kind, key, " their key is wrong ", end);
  }

  private static void refused(String why, Consumer<Lawgiver> command) {
    assertThatThrownBy(() -> as(command))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private static void as(Consumer<Lawgiver> command) {
    DATABASE.transact(em -> command.accept(new Lawgiver(em, "ada")));
  }

  private static List<LaidDown> inForce() {
    return DATABASE.inTransaction(em -> new ExceptionTable(em).list(ONE, true, NOW, 0, 10));
  }

  private static List<AuditRow> audit() {
    return DATABASE.inTransaction(
        em ->
            em.createQuery("select a from AuditEntity a order by a.id", AuditEntity.class)
                .getResultStream()
                .map(AuditEntity::toRow)
                .toList());
  }
}
