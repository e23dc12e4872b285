package org.sealpost.server;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.sealpost.smtp.Reply;

/**
 * What a session does to its connection. All but {@link #execute} is called in the event loop of
 * the connection.
 */
interface Wire extends Executor {
  /** Puts a reply behind those not yet sent; when they go out is the connection's matter. */
  void send(Reply reply);

  /** Whether the client has sent something that the session has not taken. */
  boolean hasInput();

  /** Sends what is there in the clear, then waits for the client's TLS handshake. */
  void startTls();

  /** The session may take input again. */
  void resume();

  /** Sends what is there, then closes. */
  void close();

  /** Runs a task in the event loop after a delay, which costs no thread. */
  void executeIn(Duration delay, Runnable task);

  /** Runs a task in the event loop; drops it where the connection is gone with its server. */
  @Override
  void execute(Runnable task);
}
