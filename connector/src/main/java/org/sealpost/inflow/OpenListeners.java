package org.sealpost.inflow;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** The listeners that are open, in the application's hands. Thread-safe. */
public interface OpenListeners {
  /** Where they listen, with the real port, in the order of the plan. */
  List<InetSocketAddress> addresses();

  /**
   * Takes no new connection, lets transactions whose mail data is under way get their reply,
   * answers every other session 421 4.3.2, and returns when all sessions are closed or the patience
   * is at its end. A second call does nothing.
   *
   * @param patience how long to wait for running transactions
   */
  void close(Duration patience);
}
