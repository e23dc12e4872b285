package org.sealpost.web.rest;

import java.util.List;
import org.sealpost.admin.ExceptionRow;

/** Exceptions, and the kinds there are. */
public record ExceptionList(List<ExceptionRow> items, List<String> kinds) {
  /** Copies the lists. */
  public ExceptionList {
    items = List.copyOf(items);
    kinds = List.copyOf(kinds);
  }
}
