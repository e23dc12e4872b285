package org.sealpost.jms;

import java.util.List;

/**
 * What there was to see of the queues of submissions.
 *
 * @param state whether there is a broker, and whether it answers
 * @param destinations empty where it does not
 */
public record SubmitQueuesSeen(State state, List<DestinationRow> destinations) {
  /** Whether there is anything to see. */
  public enum State {
    /** No mail is taken from queues: by the settings, or because there is no connection factory. */
    OFF,
    /** The broker does not answer. */
    AWAY,
    /** The broker answers. */
    HERE
  }

  /** Copies the list. */
  public SubmitQueuesSeen {
    destinations = List.copyOf(destinations);
  }
}
