package org.sealpost.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the queue.
 *
 * @param next the cursor of the next page; null on the last
 */
public record QueuePage(List<QueueRow> items, @Nullable String next) {
  /** Copies the list. */
  public QueuePage {
    items = List.copyOf(items);
  }
}
