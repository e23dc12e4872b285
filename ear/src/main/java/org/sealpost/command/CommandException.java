package org.sealpost.command;

/** The command ends with a sentence for whoever called it. */
final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  CommandException(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }

  ExitCode code() {
    return code;
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
