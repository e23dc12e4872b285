package org.sealpost.web.rest;

import java.util.List;
import org.sealpost.admin.FlowRow;

/** The rules in force about how mail flows. */
public record FlowBody(
    boolean everythingPaused,
    List<FlowRow> holds,
    List<FlowRow> pauses,
    List<FlowRow> limits,
    List<FlowRow> retries) {
  /** Copies the lists. */
  public FlowBody {
    holds = List.copyOf(holds);
    pauses = List.copyOf(pauses);
    limits = List.copyOf(limits);
    retries = List.copyOf(retries);
  }
}
