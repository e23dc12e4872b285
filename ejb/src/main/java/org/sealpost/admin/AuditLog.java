package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes the audit log in the transaction of what is audited: no action without its line. */
final class AuditLog {
  private static final int MAX_VALUE = 200;
  private static final int MAX_REASON = 1_000;

  private final EntityManager em;
  private final String actor;
  private final @Nullable Originator originator;

  AuditLog(EntityManager em, String actor) {
    this.em = em;
    this.actor = actor;
    this.originator = null;
  }

  /** Of what goes on after the request that began it. */
  AuditLog(EntityManager em, Originator originator) {
    this.em = em;
    this.actor = originator.name();
    this.originator = originator;
  }

  /** Who does what is audited. */
  String actor() {
    return actor;
  }

  /** What was done to an account or with it, and from which address. */
  void addOfAccount(String action, String address, @Nullable String reason) {
    add(action, null, null, "from " + address, reason);
  }

  void add(
      String action,
      @Nullable Long messageId,
      @Nullable String before,
      @Nullable String after,
      @Nullable String reason) {
    AuditEntity line =
        new AuditEntity(
            new AuditRow(
                0,
                Instant.now(),
                actor,
                action,
                messageId,
                null,
                cut(before, MAX_VALUE),
                cut(after, MAX_VALUE),
                cut(reason, MAX_REASON),
                // DoorStamp knows better as soon as it is written.
                Door.SERVER.name(),
                null));
    if (originator != null) {
      line.wasBegunBy(originator);
    }
    em.persist(line);
  }

  private static @Nullable String cut(@Nullable String text, int most) {
    return text == null || text.length() <= most ? text : text.substring(0, most);
  }
}
