package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Role;

/** Reads the audit log, newest first. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
public class AuditView {
  @PersistenceContext private EntityManager em;

  /** One page. */
  public List<AuditRow> list(int first, int most) {
    return em.createQuery(
            "select a from AuditEntity a order by a.at desc, a.id desc", AuditEntity.class)
        .setFirstResult(first)
        .setMaxResults(most)
        .getResultStream()
        .map(AuditEntity::toRow)
        .toList();
  }

  /**
   * The entries before a place, newest first, along the index.
   *
   * @param before null for the newest
   */
  public List<AuditRow> before(@Nullable Before before, int most) {
    TypedQuery<AuditEntity> query =
        em.createQuery(
            "select a from AuditEntity a"
                + (before == null ? "" : " where a.at <= :at and (a.at < :at or a.id < :id)")
                + " order by a.at desc, a.id desc",
            AuditEntity.class);
    if (before != null) {
      query.setParameter("at", before.at().toEpochMilli()).setParameter("id", before.id());
    }
    return query
        .setMaxResults(Math.min(most, 500))
        .getResultStream()
        .map(AuditEntity::toRow)
        .toList();
  }

  /** How many entries there are. */
  public long count() {
    return em.createQuery("select count(a) from AuditEntity a", Long.class).getSingleResult();
  }
}
