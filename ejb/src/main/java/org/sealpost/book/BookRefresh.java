package org.sealpost.book;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * Looks whether another node has changed a book; to be run every few seconds. What fails is told,
 * and never thrown: a schedule would end for good.
 *
 * @param <B> the book
 */
public final class BookRefresh<B> implements Runnable {
  private final LongFunction<Optional<B>> newerThan;
  private final LongSupplier version;
  private final Consumer<B> publish;
  private final Consumer<RuntimeException> onFailure;

  /**
   * Reads from there into that.
   *
   * @param newerThan reads the book where it is newer than a version
   * @param version of the book that counts now
   * @param publish puts a newer one in place
   * @param onFailure is told what went wrong; the next look comes in a few seconds
   */
  public BookRefresh(
      LongFunction<Optional<B>> newerThan,
      LongSupplier version,
      Consumer<B> publish,
      Consumer<RuntimeException> onFailure) {
    this.newerThan = newerThan;
    this.version = version;
    this.publish = publish;
    this.onFailure = onFailure;
  }

  @Override
  public void run() {
    try {
      newerThan.apply(version.getAsLong()).ifPresent(publish);
    } catch (RuntimeException failure) {
      onFailure.accept(failure);
    }
  }
}
