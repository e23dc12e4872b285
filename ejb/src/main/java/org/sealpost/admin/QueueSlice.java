package org.sealpost.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list, newest first.
 *
 * @param rows may be fewer than asked for, or none, though there are more
 * @param next the key that the next part has to be below; null where there is nothing more
 */
public record QueueSlice(List<QueueRow> rows, @Nullable Long next) {
  /** Copies the list. */
  public QueueSlice {
    rows = List.copyOf(rows);
  }
}
