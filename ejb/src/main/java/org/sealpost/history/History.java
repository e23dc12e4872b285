package org.sealpost.history;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What was seen, as it is kept. Each method is one short transaction of its own. */
public interface History {
  /** Writes what was seen; returns what has become weaker. */
  List<Change> record(Collection<Sighting> sightings);

  /** Forgets what is old; returns how many rows. */
  int removeOld(Instant now);
}
