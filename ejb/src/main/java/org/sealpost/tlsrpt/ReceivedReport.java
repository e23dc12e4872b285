package org.sealpost.tlsrpt;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.event.Event;
import org.sealpost.event.EventKind;

/**
 * A report that another server has sent (RFC 8460 §4.4), as far as it could be read. Every text in
 * it is that of a stranger, cut and on one line.
 *
 * @param contact an address; empty where it does not say
 * @param begin of the time it is about
 * @param end of that time
 */
public record ReceivedReport(
    String organization,
    String contact,
    String reportId,
    Instant begin,
    Instant end,
    List<Policy> policies) {
  /** How many domains an event names. */
  private static final int MOST_TOLD = 100;

  /** Copies the list. */
  public ReceivedReport {
    policies = List.copyOf(policies);
  }

  /**
   * What sessions showed under one policy.
   *
   * @param type one of {@link PolicyType}, or what the reporter calls it
   */
  public record Policy(
      String type,
      List<String> strings,
      String domain,
      List<String> mxHosts,
      long successes,
      long failed,
      List<Failure> failures) {
    /** Copies the lists. */
    public Policy {
      strings = List.copyOf(strings);
      mxHosts = List.copyOf(mxHosts);
      failures = List.copyOf(failures);
    }
  }

  /**
   * Sessions that failed in one way.
   *
   * @param type one of {@link ResultType}, or what the reporter calls it
   */
  public record Failure(
      String type,
      @Nullable String sendingIp,
      @Nullable String mxHost,
      @Nullable String mxHelo,
      @Nullable String receivingIp,
      String reason,
      long sessions) {}

  /**
   * That it has come.
   *
   * @param submitter the domain it came from, as far as that was checked
   */
  Event toEvent(String submitter, Instant at) {
    return Event.of(EventKind.REPORT_RECEIVED, at)
        .with("submitter", submitter)
        .with("organization", organization)
        .with("reportId", reportId)
        .with("begin", begin)
        .with("end", end)
        .with("domains", policies.stream().map(Policy::domain).distinct().limit(MOST_TOLD).toList())
        .with("successes", successes())
        .with("failed", failed());
  }

  /** Sessions that satisfied their policy. */
  public long successes() {
    return policies.stream().mapToLong(Policy::successes).sum();
  }

  /** Sessions that did not. */
  public long failed() {
    return policies.stream().mapToLong(Policy::failed).sum();
  }
}
