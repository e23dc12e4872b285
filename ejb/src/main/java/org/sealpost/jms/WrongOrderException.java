package org.sealpost.jms;

/** A message is no submission, and never will be: why, for its sender. */
final class WrongOrderException extends Exception {
  private static final long serialVersionUID = 1L;

  WrongOrderException(String what) {
    super(what);
  }
}
