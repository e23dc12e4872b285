package org.sealpost.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.HostStory.Step;
import org.sealpost.admin.HostStory.Tone;

/**
 * What a delivery to a domain would find and do now. Words are names that the pages have texts for.
 *
 * @param nowhere why there is no host, in a sentence; empty where there are hosts
 * @param verdicts what would become of mail of each requirement, strongest first
 * @param hosts in the order in which they would be tried
 */
public record Prospect(String nowhere, List<Verdict> verdicts, List<Host> hosts) {
  /** Copies the lists. */
  public Prospect {
    verdicts = List.copyOf(verdicts);
    hosts = List.copyOf(hosts);
  }

  /**
   * What would become of mail of one requirement.
   *
   * @param requirement a name
   * @param end a name
   * @param host which host would get it; null where none would, or it is said already
   * @param decision what would be decided; null where it is not about one host
   */
  public record Verdict(
      String requirement, String end, Tone tone, @Nullable String host, @Nullable Step decision) {}

  /**
   * One host.
   *
   * @param address IP address and port; null where there was no connection
   * @param key SHA-256 of its public key in hexadecimal; null without TLS
   * @param problem why there was no session; empty where there was one
   * @param steps what was found out, in the order in which it counts
   * @param verdicts what would become of mail here
   */
  public record Host(
      String host,
      @Nullable String address,
      @Nullable String key,
      String problem,
      List<Step> steps,
      List<Verdict> verdicts) {
    /** Copies the lists. */
    public Host {
      steps = List.copyOf(steps);
      verdicts = List.copyOf(verdicts);
    }
  }
}
