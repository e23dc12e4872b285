package org.sealpost.inflow;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of the calling thread. Like the real ones they end quietly: whether it was a commit
 * is told to their synchronizations only.
 */
final class FakeTransactions implements TransactionSynchronizationRegistry {
  private final Map<Thread, Running> running = new ConcurrentHashMap<>();

  /** Whether a commit fails, as it does when the flush before it meets a duplicate key. */
  volatile boolean commitFails;

  /** Whether calls get no transaction at all: the bean has the wrong attribute. */
  volatile boolean absent;

  private static final class Running {
    private final List<Synchronization> synchronizations = new ArrayList<>();
    private boolean rollbackOnly;
  }

  void begin() {
    if (!absent) {
      running.put(Thread.currentThread(), new Running());
    }
  }

  void end() {
    Running ended = running.remove(Thread.currentThread());
    if (ended != null) {
      boolean committed = !ended.rollbackOnly && !commitFails;
      int status = committed ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK;
      ended.synchronizations.forEach(synchronization -> synchronization.afterCompletion(status));
    }
  }

  @Override
  public void registerInterposedSynchronization(Synchronization synchronization) {
    current().synchronizations.add(synchronization);
  }

  private Running current() {
    Running now = running.get(Thread.currentThread());
    if (now == null) {
      throw new IllegalStateException("no transaction");
    }
    return now;
  }

  @Override
  public void setRollbackOnly() {
    Running now = running.get(Thread.currentThread());
    if (now != null) {
      now.rollbackOnly = true;
    }
  }

  @Override
  public boolean getRollbackOnly() {
    return current().rollbackOnly;
  }

  @Override
  public int getTransactionStatus() {
    return running.get(Thread.currentThread()) == null
        ? Status.STATUS_NO_TRANSACTION
        : Status.STATUS_ACTIVE;
  }

  @Override
  public @Nullable Object getTransactionKey() {
    return running.get(Thread.currentThread());
  }

  @Override
  public void putResource(Object key, Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Object getResource(Object key) {
    throw new UnsupportedOperationException();
  }
}
