package org.sealpost.history;

import java.time.Instant;
import org.sealpost.smtp.Domain;

/**
 * What one attempt showed of one aspect.
 *
 * @param level one of the aspect's
 */
public record Sighting(Key key, String level, Instant at) {
  /**
   * What it is about.
   *
   * @param host the MX host; empty where the aspect is of the domain
   */
  public record Key(Domain domain, String host, Aspect aspect) {}
}
