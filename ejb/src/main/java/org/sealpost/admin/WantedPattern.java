package org.sealpost.admin;

import org.sealpost.flow.DomainPattern;
import org.sealpost.refusal.Refusal;

/** Reads the destination of a rule. */
final class WantedPattern {
  private WantedPattern() {}

  static DomainPattern read(String text) {
    return DomainPattern.parse(text.strip())
        .orElseThrow(() -> new CommandRefusedException(Refusal.NO_DESTINATION));
  }
}
