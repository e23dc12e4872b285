package org.sealpost.broker;

import org.apache.activemq.artemis.core.security.CheckType;

/** The broker's own destinations, and what a client that has signed in may do where. */
final class Destinations {
  static final String SUBMIT = "sealpost.submit";
  static final String REJECTED = "sealpost.rejected";

  /** Without a queue: what nobody looked at in time is dropped, with a line in the log. */
  static final String EXPIRED = "sealpost.expired";

  private static final String OWN = "sealpost.";

  private Destinations() {}

  /**
   * Clients submit, and wait for answers at temporary queues, whose names nobody can guess. All
   * else is refused.
   */
  static boolean permitsClient(CheckType what, String address) {
    return switch (what) {
      case SEND -> address.equals(SUBMIT);
      case CONSUME,
          CREATE_ADDRESS,
          DELETE_ADDRESS,
          CREATE_NON_DURABLE_QUEUE,
          DELETE_NON_DURABLE_QUEUE ->
          // The queue's name may follow the address's, after a dot.
          !address.startsWith(OWN) && !address.startsWith("activemq.") && !address.startsWith("$");
      case CREATE_DURABLE_QUEUE, DELETE_DURABLE_QUEUE, MANAGE, BROWSE, VIEW, EDIT -> false;
    };
  }
}
