package org.sealpost.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.flow.FlowRule;

/**
 * A pause as an operator asks for it.
 *
 * @param recipients a domain, {@code *.domain}, {@code .domain} for both, or {@code *} for
 *     everything
 * @param until when it ends by itself; null for when somebody ends it
 * @param reason compulsory
 */
public record WantedPause(String recipients, @Nullable Instant until, String reason) {
  FlowRule.Pause toRule() {
    return new FlowRule.Pause(WantedPattern.read(recipients), until);
  }
}
