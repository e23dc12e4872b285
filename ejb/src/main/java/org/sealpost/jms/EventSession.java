package org.sealpost.jms;

import org.sealpost.event.EventRow;

/** A transacted session with a broker. Every method throws a runtime exception where it is gone. */
interface EventSession extends AutoCloseable {
  /** Sends the events of a row; they count when it commits. */
  void send(EventRow row);

  /** The broker has what was sent, for good. */
  void commit();

  @Override
  void close();
}
