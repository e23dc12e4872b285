package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.config.MtaStsSettings;
import org.sealpost.config.MtaStsSettings.Mode;
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

  private static Publication publication(Optional<OwnPolicy> policy) {
    return new Publication(Domain.of("mail.example.org"), DOMAINS::contains, policy);
  }

  @Test
  void namesTheRecordsOfEachPublicDomain() {
    List<DomainRecords> all = publication(POLICY).records(DOMAINS);
    assertThat(all)
        .extracting(DomainRecords::domain)
        .containsExactly("example.org", "b\u00fccher.example");
    assertThat(all.get(0).records())
        .extracting(each -> each.name() + " " + each.type() + " " + each.value())
        .containsExactly(
            "example.org. MX 10 mail.example.org.",
            "_mta-sts.example.org. TXT \"" + POLICY.orElseThrow().record() + "\"",
            "mta-sts.example.org. CNAME mail.example.org.",
            "_smtp._tls.example.org. TXT \"v=TLSRPTv1; rua=mailto:postmaster@example.org\"");
    assertThat(all.get(1).records().get(0).name()).isEqualTo("xn--bcher-kva.example.");
  }

  @Test
  void leavesThePolicyOutWhereNoneIsPublished() {
    Publication without = publication(Optional.empty());
    assertThat(without.records(DOMAINS).get(0).records())
        .extracting(DnsRecord::purpose)
        .containsExactly(DnsRecord.Purpose.MX, DnsRecord.Purpose.TLS_REPORT);
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
            new Publication(Domain.of("localhost"), domain -> true, Optional.empty())
                .hasPublicName())
        .isFalse();
  }
}
