package org.sealpost.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Request;

class PkixCheckTest {
  private final TestAuthority authority = new TestAuthority();
  private final PkixCheck check = new PkixCheck(authority.anchors(), InstantSource.system());

  @ParameterizedTest
  @Tag("rfc6125-6.4")
  @CsvSource({
    "mx.example.org,   mx.example.org,       true",
    "MX.Example.ORG,   mx.example.org,       true",
    "mx.example.org.,  mx.example.org,       true",
    "mx.example.org,   mx.example.org.,      true",
    "*.example.org,    mx.example.org,       true",
    "*.example.org,    xn--bcher-kva.example.org, true",
    "*.example.org,    example.org,          false",
    "*.example.org,    a.mx.example.org,     false",
    "*.example.org,    .example.org,         false",
    "m*.example.org,   mx.example.org,       false",
    "*x.example.org,   mx.example.org,       false",
    "xn--*.example.org, xn--a.example.org,   false",
    "mx.*.org,         mx.example.org,       false",
    "*.*.org,          mx.example.org,       false",
    "*,                localhost,            false",
    "*.org,            example.org,          false",
    "example.org,      mx.example.org,       false",
    "mx.example.org,   example.org,          false",
    "mx.example.org.evil.test, mx.example.org, false",
    "'',               mx.example.org,       false",
  })
  void matchesNamesLabelByLabel(String presented, String host, boolean expected) {
    assertThat(CertificateNames.matches(presented, host)).isEqualTo(expected);
  }

  @Test
  void verifiesAGoodChainForTheRightHost() {
    X509Certificate leaf = authority.issue("mx.example.org", "*.mail.example.org").certificate();

    assertThat(check.check(List.of(leaf), "mx.example.org")).isEqualTo(PkixVerdict.VERIFIED);
    assertThat(check.check(List.of(leaf, authority.root()), "a.mail.example.org"))
        .isEqualTo(PkixVerdict.VERIFIED);
    assertThat(check.check(List.of(leaf), "other.example.org")).isEqualTo(PkixVerdict.WRONG_NAME);
  }

  @Test
  @Tag("rfc6125-6.4.4")
  void neverLooksAtTheCommonName() {
    Request nameless = Request.forNames().withCommonName("mx.example.org");

    assertThat(verdict(nameless, "mx.example.org")).isEqualTo(PkixVerdict.WRONG_NAME);
  }

  @Test
  void checksAnAddressAgainstAddressesOnly() {
    Request forAddress = Request.forNames().withAddress("127.0.0.9");

    assertThat(verdict(forAddress, "127.0.0.9")).isEqualTo(PkixVerdict.VERIFIED);
    assertThat(verdict(forAddress, "127.0.0.8")).isEqualTo(PkixVerdict.WRONG_NAME);
    assertThat(verdict(Request.forNames("127.0.0.9"), "127.0.0.9"))
        .isEqualTo(PkixVerdict.WRONG_NAME);
    assertThat(verdict(Request.forNames().withAddress("::1"), "0:0:0:0:0:0:0:1"))
        .isEqualTo(PkixVerdict.VERIFIED);
  }

  @Test
  void refusesWhatIsOutOfItsTime() {
    Request good = Request.forNames("mx.example.org");
    X509Certificate leaf = authority.issue(good).certificate();
    Instant later = Instant.now().plus(Duration.ofDays(60));
    PkixCheck laterCheck = new PkixCheck(authority.anchors(), () -> later);

    assertThat(verdict(good.expired(), "mx.example.org")).isEqualTo(PkixVerdict.OUT_OF_TIME);
    assertThat(laterCheck.check(List.of(leaf), "mx.example.org"))
        .isEqualTo(PkixVerdict.OUT_OF_TIME);
  }

  @Test
  void refusesStrangersAndSelfSigned() {
    X509Certificate foreign = new TestAuthority().issue("mx.example.org").certificate();

    assertThat(check.check(List.of(foreign), "mx.example.org")).isEqualTo(PkixVerdict.NOT_TRUSTED);
    assertThat(verdict(Request.forNames("mx.example.org").bySelf(), "mx.example.org"))
        .isEqualTo(PkixVerdict.NOT_TRUSTED);
  }

  @Test
  void refusesACertificateThatIsNotForServers() {
    assertThat(verdict(Request.forNames("mx.example.org").forClients(), "mx.example.org"))
        .isEqualTo(PkixVerdict.NOT_TRUSTED);
  }

  @Test
  void trustsASelfSignedCertificateThatIsItselfARoot() {
    X509Certificate own =
        authority.issue(Request.forNames("mx.example.org").bySelf()).certificate();
    PkixCheck trusting = new PkixCheck(Set.of(new TrustAnchor(own, null)), InstantSource.system());

    assertThat(trusting.check(List.of(own), "mx.example.org")).isEqualTo(PkixVerdict.VERIFIED);
    assertThat(trusting.check(List.of(own), "mx2.example.org")).isEqualTo(PkixVerdict.WRONG_NAME);
  }

  @Test
  void provesNothingWithoutRootsOrWithoutACertificate() {
    X509Certificate leaf = authority.issue("mx.example.org").certificate();
    PkixCheck trustless = new PkixCheck(Set.of(), InstantSource.system());

    assertThat(trustless.check(List.of(leaf), "mx.example.org")).isEqualTo(PkixVerdict.NOT_TRUSTED);
    assertThat(check.check(List.of(), "mx.example.org")).isEqualTo(PkixVerdict.NO_CERTIFICATE);
  }

  private PkixVerdict verdict(Request request, String host) {
    return check.check(List.of(authority.issue(request).certificate()), host);
  }
}
