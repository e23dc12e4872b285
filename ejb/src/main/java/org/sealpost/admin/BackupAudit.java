package org.sealpost.admin;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Who had a back-up made, in the audit log: whoever has one has everything. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
// As the back-up itself.
@PermitAll
public class BackupAudit {
  @PersistenceContext private EntityManager em;

  /** Committed before the copy begins, so that it stands in the copy as well. */
  public void begun(String actor, String directory) {
    new AuditLog(em, actor).add("back-up", null, null, directory, null);
  }
}
