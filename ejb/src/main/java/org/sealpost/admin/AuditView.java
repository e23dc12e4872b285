package org.sealpost.admin;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** Reads the audit log, newest first. */
@Stateless
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

  /** How many entries there are. */
  public long count() {
    return em.createQuery("select count(a) from AuditEntity a", Long.class).getSingleResult();
  }
}
