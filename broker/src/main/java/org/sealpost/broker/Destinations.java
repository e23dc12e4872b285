package org.sealpost.broker;

import java.util.regex.Pattern;
import org.apache.activemq.artemis.core.security.CheckType;

/** The broker's own destinations, and what a client that has signed in may do where. */
final class Destinations {
  static final String SUBMIT = "sealpost.submit";
  static final String REJECTED = "sealpost.rejected";

  /** Without a queue: what nobody looked at in time is dropped, with a line in the log. */
  static final String EXPIRED = "sealpost.expired";

  /** What happens, all of it; behind a dot and the name of an account what happens to its mail. */
  static final String EVENTS = "sealpost.events";

  /** Begins the names of those who may read all of it, and do nothing else. */
  static final String READER = "console:";

  private static final String OWN = "sealpost.";

  /** None that the broker could read as a pattern, or as something else but a name. */
  private static final Pattern PLAIN = Pattern.compile("[^\\s\\p{Cntrl}:*#?\"\\\\,<>]+");

  private Destinations() {}

  /**
   * Clients submit, and wait for answers at temporary queues, whose names nobody can guess; each
   * subscribes to one topic, that of its own name. All else is refused.
   *
   * @param user an account, or {@value #READER} and the name of somebody who sees all mail
   * @param destination {@code address}, or {@code address::queue}
   */
  static boolean permitsClient(String user, CheckType what, String destination) {
    // Where it is about a queue, its name follows that of its address.
    String address = destination.split("::", 2)[0];
    boolean reader = user.startsWith(READER);
    return switch (what) {
      case SEND -> !reader && address.equals(SUBMIT);
      // The topic of an account goes with its last subscription, and comes again.
      case DELETE_ADDRESS -> !reader && (isTopicOf(user, address) || isTemporary(address));
      case CONSUME, CREATE_ADDRESS, CREATE_NON_DURABLE_QUEUE, DELETE_NON_DURABLE_QUEUE ->
          isTopicOf(user, address) || (!reader && isTemporary(address));
      case CREATE_DURABLE_QUEUE, DELETE_DURABLE_QUEUE -> isTopicOf(user, address);
      case MANAGE, BROWSE, VIEW, EDIT -> false;
    };
  }

  private static boolean isTemporary(String address) {
    return !address.startsWith(OWN) && !address.startsWith("activemq.") && !address.startsWith("$");
  }

  private static boolean isTopicOf(String user, String address) {
    return user.startsWith(READER)
        ? address.equals(EVENTS)
        : PLAIN.matcher(user).matches() && address.equals(EVENTS + "." + user);
  }
}
