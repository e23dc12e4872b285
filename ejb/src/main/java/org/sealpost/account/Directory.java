package org.sealpost.account;

/**
 * The address book that counts now. Readers take {@link #current} once for each question; a change
 * puts a new book in its place once it is committed. Thread-safe; lives as long as the application.
 */
public final class Directory {
  private volatile AddressBook book;

  /** Begins with this book. */
  public Directory(AddressBook book) {
    this.book = book;
  }

  /** The book as it is now. */
  public AddressBook current() {
    return book;
  }

  /** Puts a newer book in place; an older one is thrown away. */
  public synchronized void publish(AddressBook newer) {
    if (newer.version() > book.version()) {
      book = newer;
    }
  }
}
