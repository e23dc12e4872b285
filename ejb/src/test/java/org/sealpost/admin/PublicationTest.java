package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.config.MtaStsSettings;
import org.sealpost.config.MtaStsSettings.Mode;
import org.sealpost.dkim.DkimKey;
import org.sealpost.mtasts.OwnPolicy;
import org.sealpost.smtp.Domain;

class PublicationTest {
  private static final Optional<OwnPolicy> POLICY =
      OwnPolicy.of(
          new MtaStsSettings(Mode.TESTING, Duration.ofDays(7), List.of("mail.example.org")));

  private static final List<Domain> DOMAINS =
      List.of(
          Domain.of("localhost"),
          Domain.of("example.org"),
          Domain.of("b\u00fccher.example"),
          Domain.of("[192.0.2.1]"));

  @TempDir static Path directory;

  private static Publication.Reports reports(String signer) {
    return new Publication.Reports("tls-reports", DkimKey.in(directory, "sel"), Domain.of(signer));
  }

  private static Publication publication(Optional<OwnPolicy> policy) {
    return new Publication(
        Domain.of("mail.example.org"), DOMAINS::contains, policy, reports("mail.example.org"));
  }

  @Test
  void namesTheRecordsOfEachPublicDomain() {
    List<DomainRecords> all = publication(POLICY).records(DOMAINS);
    assertThat(all)
        .extracting(DomainRecords::domain)
        .containsExactly("example.org", "b\u00fccher.example", "mail.example.org");
    assertThat(all.get(0).records())
        .extracting(each -> each.name() + " " + each.type() + " " + each.value())
        .containsExactly(
            "example.org. MX 10 mail.example.org.",
            "_mta-sts.example.org. TXT \"" + POLICY.orElseThrow().record() + "\"",
            "mta-sts.example.org. CNAME mail.example.org.",
            "sel._domainkey.example.org. TXT " + inStrings(DkimKey.in(directory, "sel").record()),
            "_smtp._tls.example.org. TXT \"v=TLSRPTv1; rua=mailto:tls-reports@example.org\"");
    assertThat(all.get(2).records())
        .extracting(each -> each.purpose() + " " + each.name())
        .containsExactly("DKIM sel._domainkey.mail.example.org.");
    assertThat(all.get(1).records().get(0).name()).isEqualTo("xn--bcher-kva.example.");
  }

  /** RFC 1035 §3.3: no string of more than 255 octets. */
  private static String inStrings(String text) {
    assertThat(text).hasSizeBetween(256, 510);
    return "\"" + text.substring(0, 255) + "\" \"" + text.substring(255) + "\"";
  }

  @Test
  void leavesThePolicyOutWhereNoneIsPublished() {
    Publication without = publication(Optional.empty());
    assertThat(without.records(DOMAINS).get(0).records())
        .extracting(DnsRecord::purpose)
        .containsExactly(
            DnsRecord.Purpose.MX, DnsRecord.Purpose.DKIM, DnsRecord.Purpose.TLS_REPORT);
    assertThat(without.policyOf("mta-sts.example.org")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mta-sts.example.org", "MTA-STS.Example.ORG.", "mta-sts.xn--bcher-kva.example"})
  void servesThePolicyOfHostedDomains(String host) {
    assertThat(publication(POLICY).policyOf(host)).contains(POLICY.orElseThrow().text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org",
        "mail.example.org",
        "mta-sts.",
        "mta-sts.localhost",
        "mta-sts.sub.example.org",
        "mta-sts.other.example",
        "xmta-sts.example.org",
        "mta-sts.[192.0.2.1]",
        "192.0.2.1",
      })
  void servesNobodyElses(String host) {
    assertThat(publication(POLICY).policyOf(host)).isEmpty();
  }

  @Test
  void knowsWhetherOthersCanFindIt() {
    assertThat(publication(POLICY).hasPublicName()).isTrue();
    assertThat(
            new Publication(
                    Domain.of("localhost"), domain -> true, Optional.empty(), reports("localhost"))
                .hasPublicName())
        .isFalse();
  }
}
