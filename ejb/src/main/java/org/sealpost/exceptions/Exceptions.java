package org.sealpost.exceptions;

import java.time.InstantSource;
import org.sealpost.book.CurrentBook;
import org.sealpost.policy.ExceptionLookup;
import org.sealpost.policy.OperatorExceptions;
import org.sealpost.smtp.Domain;

/**
 * The exceptions that count now. A change puts a new book in place once it is committed.
 * Thread-safe; does not block; lives as long as the application.
 */
public final class Exceptions implements ExceptionLookup {
  private final InstantSource clock;
  private final CurrentBook<ExceptionBook> book;

  /** Begins with this book. */
  public Exceptions(ExceptionBook book, InstantSource clock) {
    this.book = new CurrentBook<>(book, ExceptionBook::version);
    this.clock = clock;
  }

  @Override
  public OperatorExceptions find(Domain domain) {
    return book.current().find(domain, clock.instant());
  }

  long version() {
    return book.version();
  }

  /** Puts a newer book in place; an older one is thrown away. */
  public void publish(ExceptionBook newer) {
    book.publish(newer);
  }
}
