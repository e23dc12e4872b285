package org.sealpost.tlsrpt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.dkim.DkimKey;
import org.sealpost.dkim.DkimSigner;
import org.sealpost.smtp.Mailbox;
import org.sealpost.tlsrpt.PolicyResult.FailureResult;

/** What others read in our reports. */
@Tag("rfc8460-4.4")
@Tag("rfc8460-5.3")
final class ReportMailTest {
  private static final Reporter REPORTER =
      new Reporter("Example \"Corporation\"", Mailbox.of("postmaster@mail.sender.example"));

  @TempDir Path directory;

  private static DayResults results() {
    FailureDetail expired =
        new FailureDetail(
            ResultType.CERTIFICATE_EXPIRED,
            "198.51.100.7",
            "mx1.example.net",
            "mx1.example.net",
            "2001:db8::1",
            "");
    FailureDetail mismatch =
        new FailureDetail(
            ResultType.VALIDATION_FAILURE,
            null,
            "mx9.example.net",
            null,
            null,
            "sts-policy-mx-mismatch");
    AppliedPolicy sts =
        new AppliedPolicy(
            PolicyType.STS,
            List.of("version: STSv1", "mode: testing", "mx: *.example.net", "max_age: 86400"),
            "example.net",
            List.of("*.example.net"));
    AppliedPolicy tlsa =
        new AppliedPolicy(
            PolicyType.TLSA,
            List.of("3 1 1 " + "0a".repeat(32)),
            "mx1.example.net",
            List.of("mx1.example.net"));
    AppliedPolicy none =
        new AppliedPolicy(PolicyType.NO_POLICY_FOUND, List.of(), "example.net", List.of());
    return new DayResults(
        LocalDate.of(2026, 11, 26),
        "example.net",
        List.of(
            new PolicyResult(
                sts,
                5326,
                303,
                List.of(new FailureResult(expired, 100), new FailureResult(mismatch, 203))),
            new PolicyResult(tlsa, 7, 0, List.of()),
            new PolicyResult(none, 0, 0, List.of())));
  }

  @Test
  void otherProgramsReadTheReportAndItsSignature() throws Exception {
    DkimSigner signer = new DkimSigner(DkimKey.in(directory.resolve("dkim"), "sealpost"));
    ReportDocument report =
        ReportDocument.of(results(), REPORTER, "20261126-0badcafe@mail.sender.example");
    ReportMail mail =
        ReportMail.of(
            report,
            "example.net",
            REPORTER,
            Mailbox.of("tlsrpt@example.net"),
            new ReportMail.Writing(signer, Instant.parse("2026-11-27T01:02:03Z")));
    Map<String, String> read =
        Foreign.read(
            directory,
            mail.octets(),
            "sealpost._domainkey.mail.sender.example",
            signer.key().record());
    assertThat(read)
        .containsEntry("dkim", "True")
        .containsEntry("dkim-of-changed", "False")
        .containsEntry("type", "multipart/report")
        .containsEntry("report-type", "tlsrpt")
        .containsEntry("parts", "text/plain,application/tlsrpt+gzip")
        .containsEntry("TLS-Report-Domain", "example.net")
        .containsEntry("TLS-Report-Submitter", "mail.sender.example")
        .containsEntry("TLS-Required", "No")
        .containsEntry("Auto-Submitted", "auto-generated")
        .containsEntry("To", "tlsrpt@example.net")
        .containsEntry(
            "Subject",
            "Report Domain: example.net Submitter: mail.sender.example Report-ID:"
                + " <20261126-0badcafe@mail.sender.example>")
        .containsEntry(
            "file",
            "mail.sender.example!example.net!1795651200!1795737599!202611260badcafe.json.gz")
        .containsEntry("defects", "[]")
        .containsEntry("schema", "right")
        .containsEntry("bare", "False");
    assertThat(Integer.parseInt(read.get("longest-line"))).isLessThanOrEqualTo(200);
    assertThat(read.get("json"))
        .contains("\"organization-name\": \"Example \\\"Corporation\\\"\"")
        .contains("\"end-datetime\": \"2026-11-26T23:59:59Z\"")
        .contains("\"total-failure-session-count\": 303")
        .contains("\"result-type\": \"certificate-expired\"")
        .contains("\"failure-reason-code\": \"sts-policy-mx-mismatch\"")
        .contains("\"mx-host\": [\"*.example.net\"]");
  }

  @Test
  void theKeyIsMadeOnceAndNobodyElseReadsIt() throws Exception {
    Path keys = directory.resolve("keys");
    DkimKey made = DkimKey.in(keys, "one");
    assertThat(DkimKey.in(keys, "one").record()).isEqualTo(made.record());
    assertThat(DkimKey.in(keys, "two").record()).isNotEqualTo(made.record());
    assertThat(Files.getPosixFilePermissions(keys.resolve("one.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(made.record()).startsWith("v=DKIM1; k=rsa; s=*; p=MII");
    assertThat(made.recordName("example.org")).isEqualTo("one._domainkey.example.org");
  }
}
