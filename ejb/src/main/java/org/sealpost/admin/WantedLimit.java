package org.sealpost.admin;

import org.jspecify.annotations.Nullable;
import org.sealpost.flow.FlowRule;
import org.sealpost.queue.LineLimit;

/**
 * A limit as an operator asks for it; at least one number.
 *
 * @param recipients a domain, {@code *.domain}, or {@code *} for all that have none of their own
 * @param connections how many at the same time from each node; null for as the settings have it
 * @param perMinute how many begin in a minute from each node; null for no limit
 * @param reason compulsory
 */
public record WantedLimit(
    String recipients, @Nullable Integer connections, @Nullable Integer perMinute, String reason) {
  FlowRule.Limit toRule() {
    return new FlowRule.Limit(
        WantedPattern.read(recipients), new LineLimit(connections, perMinute));
  }
}
