package org.sealpost.command;

/** How the command ends; numbers as in {@code sysexits.h}. */
enum ExitCode {
  DONE(0),
  /** Words or options that mean nothing. */
  USAGE(64),
  /** What was asked for was refused; nothing has changed. */
  REFUSED(65),
  /** There is no such thing. */
  NOT_FOUND(66),
  /** The server does not answer, or is busy. */
  UNAVAILABLE(69),
  /** The server failed. */
  SOFTWARE(70),
  /** A file cannot be read. */
  NO_INPUT(66),
  /** It was begun, and ended early. */
  NOT_TO_THE_END(75),
  /** The token does not count, or does not allow it. */
  NO_PERMISSION(77),
  /** The settings, or those of the command, are wrong. */
  CONFIGURATION(78);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
