package org.sealpost.server;

/** One SMTP command (RFC 5321 §4.1.1): checks that it may come now, and carries it out. */
interface Command {
  /**
   * Answers the command, or leads the session into a phase in which it will be answered.
   *
   * @param argument what follows the verb, without spaces around it
   */
  void run(ServerSession session, String argument);
}
