package org.sealpost.flow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealpost.smtp.ForwardPath;

/** Where the suppression list is kept. Each method is one short transaction of its own. */
public interface SuppressionSource {
  /** The entry of an address that counts. */
  Optional<Suppressed> find(ForwardPath path, Instant now);

  /** Addresses written after a version, oldest first; at the most so many. */
  List<SuppressionTable.Written> writtenAfter(long version, int most);

  /** Removes what no longer counts; returns how many. */
  int prune(Instant now);
}
