package org.sealpost.web.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A message that was queued. */
public record SentBody(
    @Schema(description = "The queue id of the first copy.") String queueId,
    @Schema(description = "Of each copy: an alias makes one of its own.") List<String> queueIds) {
  /** Copies the list. */
  public SentBody {
    queueIds = List.copyOf(queueIds);
  }
}
