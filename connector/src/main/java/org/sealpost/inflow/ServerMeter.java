package org.sealpost.inflow;

import org.sealpost.smtp.Reply;

/**
 * Is told what the server does, to count it. Called by the threads that serve all sessions: an
 * implementation never blocks and never throws.
 */
public interface ServerMeter {
  /** Counts nothing. */
  ServerMeter NONE =
      new ServerMeter() {
        @Override
        public void opened(ListenerKind listener) {}

        @Override
        public void closed(ListenerKind listener) {}

        @Override
        public void turnedAway(ListenerKind listener) {}

        @Override
        public void answered(ListenerKind listener, String verb, Reply reply, long nanos) {}
      };

  /** A session began. */
  void opened(ListenerKind listener);

  /** A session that had begun is over. */
  void closed(ListenerKind listener);

  /** A connection got nothing but a refusal. */
  void turnedAway(ListenerKind listener);

  /**
   * A command has its reply.
   *
   * @param verb one of those the server knows, in capitals, otherwise {@code other}; for mail data
   *     the verb that it came by, and the time is that since its last octet
   * @param nanos how long the reply took
   */
  void answered(ListenerKind listener, String verb, Reply reply, long nanos);
}
