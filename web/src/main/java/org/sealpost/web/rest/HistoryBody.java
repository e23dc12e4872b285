package org.sealpost.web.rest;

import java.util.List;
import org.sealpost.admin.ChangeRow;
import org.sealpost.admin.SeenRow;

/** What is remembered of a recipient domain. */
public record HistoryBody(List<SeenRow> seen, List<ChangeRow> changes) {
  /** Copies the lists. */
  public HistoryBody {
    seen = List.copyOf(seen);
    changes = List.copyOf(changes);
  }
}
