package org.sealpost.admin;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;

/** Forgets the answers to writes that are kept no longer. Nobody calls it but the clock. */
@Stateless
@PermitAll
public class IdempotencySweep {
  @PersistenceContext private EntityManager em;

  /** Returns how many were forgotten. */
  public int forget() {
    return em.createQuery("delete from WriteEntity w where w.at < :end")
        .setParameter("end", Instant.now().minus(WriteOnce.KEPT).toEpochMilli())
        .executeUpdate();
  }
}
