package org.sealpost.mtasts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.sealpost.mtasts.CachedPolicy.Failure;
import org.sealpost.mtasts.CachedPolicy.Held;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Domain;

/** The cache over a database as the bean has it: each call in a transaction of its own. */
public final class DatabaseCache implements PolicyCache {
  private final QueueDatabase database;
  private final AtomicInteger usesNoted = new AtomicInteger();

  /** Over this database, which stays the caller's. */
  public DatabaseCache(QueueDatabase database) {
    this.database = database;
  }

  /** Forgets everything. */
  public void clear() {
    database.transact(em -> em.createQuery("delete from MtaStsPolicyEntity").executeUpdate());
  }

  int usesNoted() {
    return usesNoted.get();
  }

  @Override
  public Optional<CachedPolicy> find(Domain domain) {
    return database.inTransaction(em -> new PolicyTable(em).find(domain));
  }

  @Override
  public void keep(Domain domain, Held held, Instant nextRefresh) {
    database.transact(em -> new PolicyTable(em).keep(domain, held, nextRefresh));
  }

  @Override
  public void noteFailure(Domain domain, Failure failure, Instant nextRefresh) {
    database.transact(em -> new PolicyTable(em).noteFailure(domain, failure, nextRefresh));
  }

  @Override
  public void noteUse(Domain domain, Instant now) {
    usesNoted.incrementAndGet();
    database.transact(em -> new PolicyTable(em).noteUse(domain, now));
  }

  @Override
  public List<CachedPolicy> takeDue(Instant now, Instant usedSince, Instant next, int most) {
    return database.inTransaction(em -> new PolicyTable(em).takeDue(now, usedSince, next, most));
  }

  @Override
  public int removeOld(Instant now, Instant unusedSince, Instant deadSince) {
    return database.inTransaction(em -> new PolicyTable(em).removeOld(now, unusedSince, deadSince));
  }
}
