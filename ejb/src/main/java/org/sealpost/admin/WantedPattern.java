package org.sealpost.admin;

import org.sealpost.flow.DomainPattern;

/** Reads the destination of a rule. */
final class WantedPattern {
  private WantedPattern() {}

  static DomainPattern read(String text) {
    return DomainPattern.parse(text.strip())
        .orElseThrow(
            () ->
                new CommandRefusedException(
                    "A destination is a domain, *.domain, .domain for both, or * for all."));
  }
}
