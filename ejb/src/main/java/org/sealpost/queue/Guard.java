package org.sealpost.queue;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one lock of a dispatcher and its parts. Held for moments only: never over a transaction, the
 * network, or code of others.
 */
final class Guard {
  private final ReentrantLock lock = new ReentrantLock();

  /** Something under way has ended. */
  private final Condition quieter = lock.newCondition();

  void run(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  <T extends @Nullable Object> T get(Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }

  /** To be called with the lock held. */
  void tellQuieter() {
    quieter.signalAll();
  }

  /**
   * Waits until something is so, or for so long.
   *
   * @return whether it is so
   */
  boolean await(Supplier<Boolean> condition, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (!condition.get() && left > 0) {
        left = quieter.awaitNanos(left);
      }
      return condition.get();
    } finally {
      lock.unlock();
    }
  }
}
