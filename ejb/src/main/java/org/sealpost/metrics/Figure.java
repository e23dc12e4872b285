package org.sealpost.metrics;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.metrics.MetricID;

/** The names under which the counters of the registry are kept by the minute. */
public final class Figure {
  /** Messages taken over SMTP. */
  public static final String ACCEPTED = "accepted";

  /** Recipients handed over to other servers. */
  public static final String RELAYED = "relayed";

  /** Recipients delivered into mailboxes here. */
  public static final String DELIVERED = "delivered";

  /** Attempts that are to be repeated, by recipient. */
  public static final String DEFERRED = "deferred";

  /** Recipients given up. */
  public static final String FAILED = "failed";

  /** Before the subject of the status code (RFC 3463 §3) of a deferral. */
  public static final String REASON = "reason.";

  /** Before the mechanism that held the session of a host that took mail. */
  public static final String MECHANISM = "tls.";

  /** Before the end of a host that was tried for mail with REQUIRETLS. */
  public static final String REQUIRETLS = "requiretls.";

  private Figure() {}

  /** The figures that a counter adds to; none for most. */
  static List<String> of(MetricID metric) {
    Map<String, String> tags = metric.getTags();
    return switch (metric.getName()) {
      case "sealpost_smtp_command" -> isMessageTaken(tags) ? List.of(ACCEPTED) : List.of();
      case "sealpost_delivery_recipients" -> List.of(tags.getOrDefault("outcome", FAILED));
      case "sealpost_delivery_deferred" -> List.of(REASON + tags.getOrDefault("subject", "0"));
      case "sealpost_delivery_hosts" -> ofHost(tags);
      default -> List.of();
    };
  }

  private static boolean isMessageTaken(Map<String, String> tags) {
    String verb = tags.getOrDefault("verb", "");
    return (verb.equals("DATA") || verb.equals("BDAT"))
        && tags.getOrDefault("code", "").equals("250");
  }

  private static List<String> ofHost(Map<String, String> tags) {
    String end = tags.getOrDefault("result", "");
    boolean took = end.equals("took");
    boolean required = tags.getOrDefault("requirement", "").equals("required");
    String mechanism = MECHANISM + tags.getOrDefault("mechanism", "none");
    if (required) {
      return took ? List.of(mechanism, REQUIRETLS + end) : List.of(REQUIRETLS + end);
    }
    return took ? List.of(mechanism) : List.of();
  }
}
