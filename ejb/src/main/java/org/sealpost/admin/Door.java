package org.sealpost.admin;

/** By which way somebody came to change something. */
public enum Door {
  /** The pages in the browser. */
  CONSOLE,
  /** The REST interface, with a token. */
  REST,
  /** The command {@code sealpost}, which speaks over REST and says so itself. */
  COMMAND,
  /** A message on a queue. */
  JMS,
  /** Nobody: the server by itself. */
  SERVER
}
