package org.sealpost.admin;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.function.Consumer;
import org.sealpost.queue.Dispatcher;

/** Tells the dispatcher of a change once it is committed: before, it would see the old rows. */
final class AfterCommit {
  private final TransactionSynchronizationRegistry transaction;
  private final Dispatcher dispatcher;

  AfterCommit(TransactionSynchronizationRegistry transaction, Dispatcher dispatcher) {
    this.transaction = transaction;
    this.dispatcher = dispatcher;
  }

  void tell(Consumer<Dispatcher> news) {
    transaction.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Nothing to do before.
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              news.accept(dispatcher);
            }
          }
        });
  }
}
