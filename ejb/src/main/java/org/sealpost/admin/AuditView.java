package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Role;

/** Reads the audit log, newest first. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
public class AuditView {
  /** A page, and one more that says that there are more. */
  private static final int MOST = 501;

  @PersistenceContext private EntityManager em;

  /**
   * The entries before a place, newest first, along the index.
   *
   * @param before null for the newest
   */
  public List<AuditRow> before(@Nullable Before before, int most) {
    return find(AuditFilter.ALL, before, most);
  }

  /**
   * The entries that match and lie before a place, newest first; at most 501.
   *
   * @param before null for the newest
   */
  public List<AuditRow> find(AuditFilter filter, @Nullable Before before, int most) {
    return new AuditQuery(filter, before).read(em, Math.min(most, MOST));
  }
}
