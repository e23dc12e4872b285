package org.sealpost.admin;

/**
 * The order of a list.
 *
 * @param column what to sort by
 * @param ascending smallest first
 */
public record QueueSort(Column column, boolean ascending) {
  /** The columns a list can be sorted by. */
  public enum Column {
    RECEIVED,
    REVERSE_PATH,
    FORWARD_PATH,
    DOMAIN,
    REQUIREMENT,
    STATE,
    NEXT_ATTEMPT,
    OCTETS
  }

  /** Newest first. */
  public static final QueueSort NEWEST = new QueueSort(Column.RECEIVED, false);
}
