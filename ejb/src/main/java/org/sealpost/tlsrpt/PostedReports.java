package org.sealpost.tlsrpt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.Predicate;
import org.sealpost.client.PeerText;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;
import org.sealpost.tlsrpt.ReportReader.MalformedReportException;

/**
 * Decides whether what was posted over HTTPS is a report about domains of ours (RFC 8460 §5.4).
 * Nobody has signed it, so that it may be from anybody: less is unpacked than of a signed one, and
 * less of it is kept. Thread-safe.
 */
public final class PostedReports {
  /** The largest body that is read. */
  public static final int MOST_OCTETS = 1024 * 1024;

  private static final int MOST_JSON_OCTETS = 4 * 1024 * 1024;
  private static final int MOST_POLICIES = 20;
  private static final int MOST_FAILURES = 500;
  private static final int MOST_REASON = 300;

  private final Predicate<Domain> hosted;

  /**
   * @param hosted whether a domain is one of ours
   */
  public PostedReports(Predicate<Domain> hosted) {
    this.hosted = hosted;
  }

  /**
   * Reads a body, packed or not, whatever its media type says.
   *
   * @return accepted with the domain that it says reports, or rejected; never later
   */
  public ReportIntake.Verdict read(byte[] body) {
    try {
      byte[] json = ReportPart.unpacked(new ByteArrayInputStream(body), MOST_JSON_OCTETS);
      ReceivedReport report = ReportReader.read(ReportIntake.utf8(json));
      return judge(report);
    } catch (MalformedReportException malformed) {
      return rejected(String.valueOf(malformed.getMessage()));
    } catch (IOException broken) {
      return rejected("it cannot be unpacked");
    }
  }

  private ReportIntake.Verdict judge(ReceivedReport report) {
    String submitter = Mailbox.parse(report.contact()).map(each -> each.domain().name()).orElse("");
    if (submitter.isEmpty()) {
      return rejected("it does not say who reports");
    }
    long failures = report.policies().stream().mapToLong(each -> each.failures().size()).sum();
    if (report.policies().size() > MOST_POLICIES || failures > MOST_FAILURES) {
      return rejected("it is longer than an unsigned one may be");
    }
    for (ReceivedReport.Policy policy : report.policies()) {
      if (!ReportIntake.isOf(policy.domain(), hosted)) {
        return rejected("it is about " + policy.domain() + ", which is not hosted here");
      }
    }
    return new ReportIntake.Accepted(report, submitter);
  }

  private static ReportIntake.Rejected rejected(String reason) {
    return new ReportIntake.Rejected(PeerText.oneLine(reason, MOST_REASON));
  }
}
