package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import org.sealpost.account.Role;

/** What an operator does to mail in the mailboxes here; each leaves its line in the audit log. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR})
public class MailboxCommands {
  @PersistenceContext private EntityManager em;

  /**
   * Removes messages from their mailbox; their content goes with the next sweep of finished
   * messages, once no other mailbox holds it.
   *
   * @param reason for the audit log
   * @return how many were there
   */
  public int delete(String actor, Collection<Long> ids, String reason) {
    return new MailboxClearing(em, new AuditLog(em, actor)).delete(ids, reason);
  }
}
