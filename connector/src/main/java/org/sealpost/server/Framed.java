package org.sealpost.server;

/** What {@link CommandFramer} found: a command line, or why what came is none. */
sealed interface Framed {
  /**
   * A whole line.
   *
   * @param text without its CRLF, as long as {@link CommandFramer} allows at most, free of control
   *     characters
   */
  record Line(String text) implements Framed {}

  /** Octets that are refused; they are gone from the input. */
  enum Fault implements Framed {
    /** Longer than allowed; the rest of it is dropped silently when it comes. */
    TOO_LONG,
    /** A line feed without a carriage return; the rest up to CRLF is never executed. */
    BARE_LF,
    /** A carriage return without a line feed in an otherwise whole line. */
    BARE_CR,
    /** A control character, or octets that are not UTF-8. */
    NOT_TEXT
  }
}
