package org.sealpost.admin;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import org.sealpost.tlsrpt.OptOut;
import org.sealpost.tlsrpt.OptOutTable;
import org.sealpost.tlsrpt.OptOuts;

/**
 * What an operator changes about reports about TLS: who gets none. Each change writes its line to
 * the audit log in the same transaction, and counts for every report that has not left.
 */
@Stateless
public class TlsReportCommands {
  @PersistenceContext private EntityManager em;

  /**
   * No reports about a domain, or to a place, any more.
   *
   * @param kind DOMAIN or DESTINATION
   * @param subject a domain; or for a place an https or mailto URI, a mailbox, or a domain
   * @throws IllegalArgumentException with a sentence for the operator, where that cannot be
   */
  public void optOut(String actor, String kind, String subject) {
    OptOut made =
        new OptOutTable(em)
            .add(kind(kind), subject, actor, Instant.now())
            .orElseThrow(
                () ->
                    new CommandRefusedException(
                        "That is no domain or place for reports, or it is on the list already."));
    new AuditLog(em, actor).add("add-report-opt-out", null, null, text(made), null);
  }

  /** Takes one off the list. */
  public void optIn(String actor, long id) {
    OptOut removed =
        new OptOutTable(em)
            .remove(id)
            .orElseThrow(() -> new CommandRefusedException("It is not on the list any more."));
    new AuditLog(em, actor).add("remove-report-opt-out", null, text(removed), null, null);
  }

  private static OptOuts.Kind kind(String name) {
    for (OptOuts.Kind kind : OptOuts.Kind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    throw new CommandRefusedException("Choose a domain or a place.");
  }

  private static String text(OptOut one) {
    return one.kind() + " " + one.subject();
  }
}
