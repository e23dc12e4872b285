package org.sealpost.flow;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealpost.smtp.ForwardPath;

/** The transaction border of {@link SuppressionTable} for readers. */
@Stateless
@Local(SuppressionSource.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SuppressionSourceBean implements SuppressionSource {
  @PersistenceContext private EntityManager em;

  @Override
  public Optional<Suppressed> find(ForwardPath path, Instant now) {
    return new SuppressionTable(em).find(path, now);
  }

  @Override
  public List<SuppressionTable.Written> writtenAfter(long version, int most) {
    return new SuppressionTable(em).writtenAfter(version, most);
  }

  @Override
  public int prune(Instant now) {
    return new SuppressionTable(em).prune(now);
  }
}
