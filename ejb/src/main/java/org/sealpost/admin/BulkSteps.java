package org.sealpost.admin;

import java.util.List;

/** The short transactions of a bulk; each call is one, or two. */
public interface BulkSteps {
  /** Keys of recipients in the scope that come after one, in order; empty at the end. */
  List<Long> page(BulkScope scope, long after, int most);

  /** Does it for some; how many were changed. */
  int run(Originator originator, BulkAction action, List<Long> recipientIds);
}
