package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.sealpost.exceptions.ExceptionTable;
import org.sealpost.exceptions.LaidDown;
import org.sealpost.refusal.Refusal;

/**
 * An operator who lays something down for a recipient domain, or takes it back, in the transaction
 * of the caller: the change and its audit line.
 */
final class Lawgiver {
  private final ExceptionTable table;
  private final AuditLog audit;
  private final String actor;

  Lawgiver(EntityManager em, String actor) {
    this.table = new ExceptionTable(em);
    this.audit = new AuditLog(em, actor);
    this.actor = actor;
  }

  void add(WantedException wanted, Instant now) {
    LaidDown made = table.add(wanted.toNewException(), actor, now);
    audit.add("add-exception", null, null, text(made), made.reason());
  }

  void end(long id, String reason, Instant now) {
    if (reason.isBlank()) {
      throw new CommandRefusedException(Refusal.REASON_MISSING);
    }
    LaidDown ended =
        table
            .end(id, actor, now)
            .orElseThrow(() -> new CommandRefusedException(Refusal.EXCEPTION_ENDED));
    audit.add("end-exception", null, text(ended), "ended", reason.strip());
  }

  /** The domain comes last: it is the part that may be long. */
  private static String text(LaidDown one) {
    return one.kind()
        + (one.pin() == null ? "" : " " + one.pin())
        + (one.endsAt() == null ? "" : " until " + one.endsAt())
        + " for "
        + one.domain();
  }
}
