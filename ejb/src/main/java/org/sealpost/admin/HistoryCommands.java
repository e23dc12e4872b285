package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import org.sealpost.account.Role;
import org.sealpost.history.Change;
import org.sealpost.history.HistoryTable;
import org.sealpost.refusal.Refusal;

/** What an operator does about alarms. Every command writes its line to the audit log. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR})
public class HistoryCommands {
  @PersistenceContext private EntityManager em;

  /**
   * Takes note of an alarm, which is none from then on.
   *
   * @throws CommandRefusedException where somebody else was faster
   */
  public void note(String actor, long id) {
    Change noted = new HistoryTable(em).note(id, actor, Instant.now());
    if (noted == null) {
      throw new CommandRefusedException(Refusal.ALARM_NOTED);
    }
    String what = noted.key().aspect() + " of " + noted.key().domain();
    String where = noted.key().host().isEmpty() ? "" : " at " + noted.key().host();
    new AuditLog(em, actor)
        .add("note-alarm", null, noted.before(), noted.after() + ", " + what + where, null);
  }
}
