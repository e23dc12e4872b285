package org.sealpost.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.delivery.HostCondition;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.Reply;

/**
 * Why it went as it did for one recipient.
 *
 * @param status of class 5 for a failure, 4 for a delay, 2 for the others
 * @param explanation one sentence for the sender, null where the action says all
 * @param remoteMta the host that had the last word, null where none was reached (RFC 3464 §2.3.5)
 * @param reply its reply, null where there is none
 * @param hosts what was found at each host that was tried, in that order
 */
public record Diagnosis(
    EnhancedStatusCode status,
    @Nullable String explanation,
    @Nullable String remoteMta,
    @Nullable Reply reply,
    List<HostCondition> hosts) {
  /** Copies the list. */
  public Diagnosis {
    hosts = List.copyOf(hosts);
  }

  /** There is nothing more to say. */
  public static Diagnosis of(String status) {
    return new Diagnosis(EnhancedStatusCode.of(status), null, null, null, List.of());
  }

  /**
   * Whether what failed is that no server could protect the message as its sender demands (RFC 8689
   * §4.2.1): X.7.10 or X.7.30, found out here and not said by another server.
   */
  public boolean isUnprotected() {
    boolean code = status.detail() == 10 || status.detail() == 30;
    return reply == null && status.subject() == 7 && code;
  }
}
