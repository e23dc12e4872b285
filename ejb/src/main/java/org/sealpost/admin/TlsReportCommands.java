package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.sealpost.account.Role;

/**
 * What an operator changes about reports about TLS: who gets none. Each change writes its line to
 * the audit log in the same transaction, and counts for every report that has not left.
 */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR})
public class TlsReportCommands {
  @PersistenceContext private EntityManager em;

  /**
   * No reports about a domain, or to a place, any more.
   *
   * @param kind DOMAIN or DESTINATION
   * @param subject a domain; or for a place an https or mailto URI, a mailbox, or a domain
   * @return its key
   * @throws IllegalArgumentException with a sentence for the operator, where that cannot be
   */
  public long optOut(String actor, String kind, String subject) {
    return new TlsOptOuts(em, actor).add(kind, subject);
  }

  /** Takes one off the list. */
  public void optIn(String actor, long id) {
    new TlsOptOuts(em, actor).remove(id);
  }
}
