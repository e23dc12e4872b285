package org.sealpost.admin;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Tells of a change once it is committed: before, whoever looks would see the old rows. */
final class AfterCommit {
  private final TransactionSynchronizationRegistry transaction;

  AfterCommit(TransactionSynchronizationRegistry transaction) {
    this.transaction = transaction;
  }

  void run(Runnable news) {
    or(
        transaction,
        news,
        () -> {
          // Nothing has changed.
        });
  }

  /** Tells of a change once it is committed, or that it is not. */
  static void or(
      TransactionSynchronizationRegistry transaction, Runnable news, Runnable otherwise) {
    transaction.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Nothing to do before.
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              news.run();
            } else {
              otherwise.run();
            }
          }
        });
  }
}
