package org.sealpost.config;

import java.util.Set;

/**
 * Who is told of mail that does not arrive, beside its sender.
 *
 * @param postmasterCopies {@code report.postmaster-copies}: of what the postmaster gets a copy,
 *     default nothing
 */
public record ReportSettings(Set<PostmasterCopy> postmasterCopies) {
  /** Copies the set. */
  public ReportSettings {
    postmasterCopies = Set.copyOf(postmasterCopies);
  }
}
