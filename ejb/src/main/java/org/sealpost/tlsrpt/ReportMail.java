package org.sealpost.tlsrpt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.sealpost.dkim.DkimSigner;
import org.sealpost.smtp.Mailbox;

/**
 * A report as mail (RFC 8460 §5.3), signed.
 *
 * @param from the contact of the reporter
 * @param to where it goes
 * @param octets the whole message, lines ended by CRLF; owned by the receiver
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReportMail(Mailbox from, Mailbox to, String subject, byte[] octets) {
  /** Every field that is there (RFC 8460 §5.3: those of its own as well). */
  private static final List<String> SIGNED =
      List.of(
          "From",
          "To",
          "Date",
          "Subject",
          "Message-ID",
          "MIME-Version",
          "Content-Type",
          "TLS-Report-Domain",
          "TLS-Report-Submitter",
          "TLS-Required",
          "Auto-Submitted");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /**
   * Writes and signs it.
   *
   * @param domain whom the report is about
   * @param to where it goes
   */
  public static ReportMail of(
      ReportDocument report, String domain, Reporter reporter, Mailbox to, Writing writing) {
    byte[] message = text(report, domain, reporter, to, writing.now());
    byte[] signed = writing.signer().sign(message, reporter.domain(), SIGNED);
    return new ReportMail(reporter.contact(), to, "Report Domain: " + domain, signed);
  }

  /** By whose hand and when. */
  public record Writing(DkimSigner signer, Instant now) {}

  private static byte[] text(
      ReportDocument report, String domain, Reporter reporter, Mailbox to, Instant now) {
    String boundary = "=_tlsrpt_" + Integer.toHexString(report.reportId().hashCode());
    String text =
        String.join(
            "\r\n",
            "From: <" + reporter.contact() + ">",
            "To: <" + to + ">",
            "Date: " + DATE.format(now),
            "Subject: Report Domain: " + domain,
            " Submitter: " + reporter.domain(),
            " Report-ID: <" + report.reportId() + ">",
            "Message-ID: <" + messageId(report, to) + ">",
            "TLS-Report-Domain: " + domain,
            "TLS-Report-Submitter: " + reporter.domain(),
            // RFC 8460 §3, §5.3: delivered despite any failure of TLS, which RFC 8689 §3 can say.
            "TLS-Required: No",
            "Auto-Submitted: auto-generated", // RFC 3834 §5
            "MIME-Version: 1.0",
            "Content-Type: multipart/report; report-type=\"tlsrpt\";",
            " boundary=\"" + boundary + "\"",
            "",
            "--" + boundary,
            "Content-Type: text/plain; charset=us-ascii",
            "Content-Transfer-Encoding: 7bit",
            "",
            "This is an aggregate report about TLS from " + reporter.domain() + ".",
            "It tells what sessions with the mail servers of " + domain + " showed",
            "in one day (RFC 8460). Programs read the part that follows.",
            "",
            "--" + boundary,
            "Content-Type: application/tlsrpt+gzip",
            "Content-Transfer-Encoding: base64",
            "Content-Disposition: attachment;",
            " filename=\"" + report.fileName() + "\"",
            "",
            Base64.getMimeEncoder().encodeToString(report.gzip()),
            "--" + boundary + "--",
            "");
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Of its own for each place it goes to, and the same whenever it is made again. */
  private static String messageId(ReportDocument report, Mailbox to) {
    int at = report.reportId().indexOf('@');
    String left = report.reportId().substring(0, at);
    return left + "." + Integer.toHexString(to.hashCode()) + report.reportId().substring(at);
  }
}
