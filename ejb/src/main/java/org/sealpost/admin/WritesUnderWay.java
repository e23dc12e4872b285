package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The idempotency keys of requests that are being carried out on this node: who repeats one too
 * early is told so, and does not wait for a lock of the database.
 */
@Singleton
@Lock(LockType.READ)
@PermitAll
public class WritesUnderWay {
  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transaction;

  @EJB private IdempotencySweep sweep;

  private final Set<WriteEntity.Key> keys = ConcurrentHashMap.newKeySet();

  /** Begins; false where it has begun already. It ends with the transaction of the caller. */
  public boolean begin(WriteOnce.Request request) {
    WriteEntity.Key key = new WriteEntity.Key(request.actor(), request.key());
    if (!keys.add(key)) {
      return false;
    }
    transaction.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Nothing to do before.
          }

          @Override
          public void afterCompletion(int status) {
            keys.remove(key);
          }
        });
    return true;
  }

  /** Forgets old answers, every hour. */
  @Schedule(hour = "*", minute = "17", persistent = false)
  void sweep() {
    sweep.forget();
  }
}
