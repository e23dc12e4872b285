package org.sealpost.admin;

import org.sealpost.flow.FlowRule;
import org.sealpost.flow.NextHops;

/**
 * A route as an operator asks for it.
 *
 * @param recipients a domain, {@code *.domain}, or {@code *} for all that have none of their own
 * @param servers {@code mx} for the MX records, or up to five routes as in the settings with white
 *     space between them, in the order in which they are tried; they may neither sign in nor be
 *     trusted
 * @param reason compulsory
 */
public record WantedRoute(String recipients, String servers, String reason) {
  FlowRule.Routing toRule() {
    return new FlowRule.Routing(WantedPattern.read(recipients), NextHops.read(servers));
  }
}
