package org.sealpost.exceptions;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Looks whether another node has changed exceptions; to be run every few seconds.
 *
 * <p>MTA-3501 (WARNING): they could not be read; those known before go on counting. Look at the
 * database.
 */
public final class ExceptionRefresh implements Runnable {
  private static final Logger LOG = System.getLogger("org.sealpost.exceptions");

  private final ExceptionSource source;
  private final Exceptions exceptions;

  /** Reads from there into that. */
  public ExceptionRefresh(ExceptionSource source, Exceptions exceptions) {
    this.source = source;
    this.exceptions = exceptions;
  }

  @Override
  public void run() {
    try {
      source.newerThan(exceptions.version()).ifPresent(exceptions::publish);
    } catch (RuntimeException failure) {
      // An exception would end the schedule for good; the next look comes in a few seconds.
      LOG.log(Level.WARNING, "MTA-3501 exceptions could not be read", failure);
    }
  }
}
