package org.sealpost.exceptions;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.sealpost.book.BookRefresh;

/**
 * Looks whether another node has changed exceptions; to be run every few seconds.
 *
 * <p>MTA-3501 (WARNING): they could not be read; those known before go on counting. Look at the
 * database.
 */
public final class ExceptionRefresh implements Runnable {
  private static final Logger LOG = System.getLogger("org.sealpost.exceptions");

  private final BookRefresh<ExceptionBook> refresh;

  /** Reads from there into that. */
  public ExceptionRefresh(ExceptionSource source, Exceptions exceptions) {
    this.refresh =
        new BookRefresh<>(
            source::newerThan,
            exceptions::version,
            exceptions::publish,
            failure -> LOG.log(Level.WARNING, "MTA-3501 exceptions could not be read", failure));
  }

  @Override
  public void run() {
    refresh.run();
  }
}
