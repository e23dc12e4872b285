package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.sealpost.refusal.Refusal;
import org.sealpost.tlsrpt.OptOut;
import org.sealpost.tlsrpt.OptOutTable;
import org.sealpost.tlsrpt.OptOuts;

/** An operator who changes who gets no reports about TLS, in the transaction of the caller. */
final class TlsOptOuts {
  private final OptOutTable table;
  private final AuditLog audit;
  private final String actor;

  TlsOptOuts(EntityManager em, String actor) {
    this.table = new OptOutTable(em);
    this.audit = new AuditLog(em, actor);
    this.actor = actor;
  }

  /** Adds one; its key. */
  long add(String kind, String subject) {
    OptOut made =
        table
            .add(kind(kind), subject, actor, Instant.now())
            .orElseThrow(() -> new CommandRefusedException(Refusal.NO_OPT_OUT));
    audit.add("add-report-opt-out", null, null, text(made), null);
    return made.id();
  }

  void remove(long id) {
    OptOut removed =
        table.remove(id).orElseThrow(() -> new CommandRefusedException(Refusal.NOT_OPTED_OUT));
    audit.add("remove-report-opt-out", null, text(removed), null, null);
  }

  private static OptOuts.Kind kind(String name) {
    for (OptOuts.Kind kind : OptOuts.Kind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    throw new CommandRefusedException(Refusal.NO_KIND_OF_OPT_OUT);
  }

  private static String text(OptOut one) {
    return one.kind() + " " + one.subject();
  }
}
