package org.sealpost.queue;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.jspecify.annotations.Nullable;

/** A transaction that tells nobody of its end, for tests in which nothing waits for it. */
class IdleTransaction implements TransactionSynchronizationRegistry {
  @Override
  public Object getTransactionKey() {
    return this;
  }

  @Override
  public void putResource(Object key, @Nullable Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable Object getResource(Object key) {
    return null;
  }

  @Override
  public void registerInterposedSynchronization(Synchronization synchronization) {
    // Never called back.
  }

  @Override
  public int getTransactionStatus() {
    return Status.STATUS_ACTIVE;
  }

  @Override
  public void setRollbackOnly() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean getRollbackOnly() {
    return false;
  }
}
