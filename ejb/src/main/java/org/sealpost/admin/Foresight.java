package org.sealpost.admin;

import java.util.List;
import org.sealpost.smtp.TlsRequirement;

/**
 * What another requirement would mean for queued messages now, by next-hop domain.
 *
 * @param messages how many messages it is about
 * @param weaker the requirements that are weaker than what at least one of them has
 * @param busy whether too many such questions are being answered, so that nothing is known
 * @param domains those with the most recipients first
 * @param more how many domains were not looked at
 */
public record Foresight(
    int messages, List<TlsRequirement> weaker, boolean busy, List<OfDomain> domains, int more) {
  /** Copies the lists. */
  public Foresight {
    weaker = List.copyOf(weaker);
    domains = List.copyOf(domains);
  }

  /**
   * One next-hop domain.
   *
   * @param recipients how many of the unfinished ones are there
   * @param hostedHere whether the mail stays here, so that nothing depends on TLS
   * @param nowhere why there is no host, in a sentence; empty where there are hosts
   * @param verdicts for each requirement, strongest first; empty where it is hosted here
   */
  public record OfDomain(
      String domain,
      long recipients,
      boolean hostedHere,
      String nowhere,
      List<Prospect.Verdict> verdicts) {
    /** Copies the list. */
    public OfDomain {
      verdicts = List.copyOf(verdicts);
    }
  }
}
