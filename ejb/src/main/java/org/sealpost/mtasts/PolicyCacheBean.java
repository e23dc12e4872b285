package org.sealpost.mtasts;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealpost.mtasts.CachedPolicy.Failure;
import org.sealpost.mtasts.CachedPolicy.Held;
import org.sealpost.smtp.Domain;

/** The transaction border of the cache; the rules are in {@link PolicyTable}. */
@Stateless
@Local(PolicyCache.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class PolicyCacheBean implements PolicyCache {
  @PersistenceContext private EntityManager em;

  @Override
  public Optional<CachedPolicy> find(Domain domain) {
    return new PolicyTable(em).find(domain);
  }

  @Override
  public void keep(Domain domain, Held held, Instant nextRefresh) {
    new PolicyTable(em).keep(domain, held, nextRefresh);
  }

  @Override
  public void noteFailure(Domain domain, Failure failure, Instant nextRefresh) {
    new PolicyTable(em).noteFailure(domain, failure, nextRefresh);
  }

  @Override
  public void noteUse(Domain domain, Instant now) {
    new PolicyTable(em).noteUse(domain, now);
  }

  @Override
  public List<CachedPolicy> takeDue(Instant now, Instant usedSince, Instant nextRefresh, int most) {
    return new PolicyTable(em).takeDue(now, usedSince, nextRefresh, most);
  }

  @Override
  public int removeOld(Instant now, Instant unusedSince, Instant deadSince) {
    return new PolicyTable(em).removeOld(now, unusedSince, deadSince);
  }
}
