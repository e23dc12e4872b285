package org.sealpost.book;

import java.util.function.ToLongFunction;

/**
 * The book that counts now. Readers take {@link #current} once for each question; a change puts a
 * newer one in its place. Thread-safe; does not block readers.
 *
 * @param <B> an immutable book
 */
public final class CurrentBook<B> {
  private final ToLongFunction<B> versionOf;
  private volatile B book;

  /**
   * Begins with a book.
   *
   * @param versionOf grows with each change
   */
  public CurrentBook(B book, ToLongFunction<B> versionOf) {
    this.book = book;
    this.versionOf = versionOf;
  }

  /** The book as it is now. */
  public B current() {
    return book;
  }

  /** Its version. */
  public long version() {
    return versionOf.applyAsLong(book);
  }

  /** Puts a newer book in place; an older one is thrown away. */
  public synchronized void publish(B newer) {
    if (versionOf.applyAsLong(newer) > version()) {
      book = newer;
    }
  }
}
