package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Role;
import org.sealpost.history.HistoryTable;
import org.sealpost.smtp.Domain;

/** Reads what was seen of recipient domains, and what has become weaker. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
public class HistoryView {
  private static final int MOST = 500;

  @PersistenceContext private EntityManager em;

  /** What was last seen of a domain: first of itself, then of its servers by name. */
  public List<SeenRow> seen(Domain domain) {
    return new HistoryTable(em).seen(domain).stream().map(SeenRow::of).toList();
  }

  /** The changes of a domain, newest first. */
  public List<ChangeRow> changes(Domain domain, int most) {
    return new HistoryTable(em)
        .changes(domain, Math.min(most, MOST)).stream().map(ChangeRow::of).toList();
  }

  /** One page of the alarms nobody has taken note of, newest first. */
  public List<ChangeRow> alarms(int first, int most) {
    return new HistoryTable(em)
        .alarms(first, Math.min(most, MOST)).stream().map(ChangeRow::of).toList();
  }

  /**
   * Those of them before a place.
   *
   * @param before null for the newest
   */
  public List<ChangeRow> alarmsBefore(@Nullable Before before, int most) {
    return before == null
        ? alarms(0, most)
        : new HistoryTable(em)
            .alarmsBefore(before.at(), before.id(), Math.min(most, MOST)).stream()
                .map(ChangeRow::of)
                .toList();
  }

  /** How many alarms nobody has taken note of. */
  public long countAlarms() {
    return new HistoryTable(em).countAlarms();
  }
}
