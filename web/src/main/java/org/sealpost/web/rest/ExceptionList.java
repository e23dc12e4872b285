package org.sealpost.web.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.ExceptionRow;

/**
 * A page of exceptions, and the kinds there are.
 *
 * @param next where the next page begins; left out on the last
 */
public record ExceptionList(List<ExceptionRow> items, List<String> kinds, @Nullable String next) {
  /** Copies the lists. */
  public ExceptionList {
    items = List.copyOf(items);
    kinds = List.copyOf(kinds);
  }
}
