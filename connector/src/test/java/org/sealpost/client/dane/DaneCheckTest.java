package org.sealpost.client.dane;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaneCheckTest {
  private static final String MX = "mx.example.org";

  private final TestCertificate root = TestCertificate.authority("root").bySelf();
  private final TestCertificate middle = TestCertificate.authority("middle").by(root);
  private final TestCertificate server = TestCertificate.server(MX).by(middle);

  private static DaneVerdict check(List<TlsaRecord> records, TestCertificate... chain) {
    List<X509Certificate> shown = Stream.of(chain).map(TestCertificate::certificate).toList();
    TlsaSet tlsa = TlsaSet.of(MX, List.of("example.org", "alias.example.net"), records);
    return new DaneCheck(InstantSource.system()).check(tlsa, shown);
  }

  private static TlsaRecord ee(TestCertificate certificate) {
    return TestTlsa.of(3, 1, 1, certificate.certificate());
  }

  private static TlsaRecord ta(TestCertificate certificate) {
    return TestTlsa.of(2, 0, 1, certificate.certificate());
  }

  private DaneVerdict underRoot(TestCertificate... chain) {
    return check(List.of(ta(root)), chain);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "0,2", "1,0", "1,1", "1,2"})
  void takesTheAnnouncedCertificate(int selector, int matchingType) {
    TlsaRecord record = TestTlsa.of(3, selector, matchingType, server.certificate());

    assertThat(check(List.of(record), server)).isEqualTo(DaneVerdict.VERIFIED_EE);
    TestCertificate other = TestCertificate.server(MX).by(middle);
    assertThat(check(List.of(record), other, server)).isEqualTo(DaneVerdict.NO_MATCH);
  }

  @Test
  @Tag("rfc7672-3.2.1")
  void looksAtNeitherNameNorTimeOfTheAnnouncedCertificate() {
    TestCertificate old =
        TestCertificate.server("other.example")
            .expired()
            .purpose(KeyPurposeId.id_kp_clientAuth)
            .bySelf();

    assertThat(check(List.of(ee(old)), old)).isEqualTo(DaneVerdict.VERIFIED_EE);
  }

  @ParameterizedTest
  @Tag("rfc7672-3.1.2")
  @CsvSource({"0,0", "0,1", "0,2", "1,0", "1,1", "1,2"})
  void takesWhatTheAnnouncedAuthorityIssued(int selector, int matchingType) {
    TlsaRecord rootRecord = TestTlsa.of(2, selector, matchingType, root.certificate());
    TlsaRecord middleRecord = TestTlsa.of(2, selector, matchingType, middle.certificate());

    assertThat(check(List.of(rootRecord), server, middle, root)).isEqualTo(DaneVerdict.VERIFIED_TA);
    assertThat(check(List.of(rootRecord), server, root, middle)).isEqualTo(DaneVerdict.VERIFIED_TA);
    assertThat(check(List.of(middleRecord), server, middle)).isEqualTo(DaneVerdict.VERIFIED_TA);
  }

  @ParameterizedTest
  @Tag("rfc7672-3.1.2")
  @CsvSource({"0,1", "0,2", "1,1", "1,2"})
  void needsTheAuthorityInTheChainWhereOnlyItsDigestIsAnnounced(int selector, int matchingType) {
    TlsaRecord record = TestTlsa.of(2, selector, matchingType, root.certificate());

    assertThat(check(List.of(record), server, middle)).isEqualTo(DaneVerdict.NO_MATCH);
  }

  @ParameterizedTest
  @Tag("rfc7672-3.1.2")
  @ValueSource(ints = {0, 1})
  void takesTheAuthorityOutOfTheRecordWhereAllOfItIsThere(int selector) {
    TlsaRecord record = TestTlsa.of(2, selector, 0, root.certificate());
    TestCertificate other = TestCertificate.authority("root").bySelf();
    TestCertificate otherMiddle = TestCertificate.authority("middle").by(other);

    assertThat(check(List.of(record), server, middle)).isEqualTo(DaneVerdict.VERIFIED_TA);
    assertThat(check(List.of(record), TestCertificate.server(MX).by(otherMiddle), otherMiddle))
        .isEqualTo(DaneVerdict.NO_PATH);
  }

  @Test
  void refusesTheAnnouncementOfTheServerItselfAsAuthority() {
    TestCertificate selfMade = TestCertificate.authority("server").bySelf();

    for (int matchingType : new int[] {0, 1, 2}) {
      for (TestCertificate leaf : List.of(server, selfMade)) {
        TlsaRecord record = TestTlsa.of(2, 0, matchingType, leaf.certificate());
        assertThat(check(List.of(record), leaf, middle, root)).isEqualTo(DaneVerdict.NO_MATCH);
        assertThat(check(List.of(record), leaf, leaf)).isEqualTo(DaneVerdict.NO_MATCH);
      }
    }
  }

  @Test
  void refusesAChainFromAnotherAuthority() {
    TestCertificate stranger = TestCertificate.authority("root").bySelf();

    assertThat(underRoot(TestCertificate.server(MX).by(stranger), stranger))
        .isEqualTo(DaneVerdict.NO_MATCH);
    // The announced authority is shown, but has nothing to do with the server.
    assertThat(underRoot(TestCertificate.server(MX).by(stranger), stranger, root))
        .isEqualTo(DaneVerdict.NO_PATH);
  }

  @Test
  void refusesABrokenChain() {
    assertThat(underRoot(server, root)).isEqualTo(DaneVerdict.NO_PATH);
  }

  @Test
  void refusesWhatIsOutOfTime() {
    TestCertificate oldServer = TestCertificate.server(MX).expired().by(middle);
    TestCertificate oldMiddle = TestCertificate.authority("middle").expired().by(root);
    TestCertificate oldRoot =
        TestCertificate.authority("root").keys(root.keys()).expired().bySelf();

    assertThat(underRoot(oldServer, middle, root)).isEqualTo(DaneVerdict.OUT_OF_TIME);
    assertThat(check(List.of(ta(root)), oldServer, middle))
        .as("not the announced authority")
        .isEqualTo(DaneVerdict.NO_MATCH);
    assertThat(underRoot(TestCertificate.server(MX).by(oldMiddle), oldMiddle, root))
        .isEqualTo(DaneVerdict.NO_PATH);
    assertThat(check(List.of(ta(oldRoot)), TestCertificate.server(MX).by(oldRoot), oldRoot))
        .isEqualTo(DaneVerdict.NO_PATH);
  }

  @Test
  void refusesAnAuthorityThatIsNone() {
    TestCertificate noRoot = TestCertificate.authority("root").noAuthority().bySelf();
    TestCertificate noMiddle = TestCertificate.authority("middle").noAuthority().by(root);
    TestCertificate noSigner =
        TestCertificate.authority("root").usage(KeyUsage.digitalSignature).bySelf();

    for (TestCertificate wrong : List.of(noRoot, noSigner)) {
      assertThat(check(List.of(ta(wrong)), TestCertificate.server(MX).by(wrong), wrong))
          .isEqualTo(DaneVerdict.NO_PATH);
    }
    assertThat(underRoot(TestCertificate.server(MX).by(noMiddle), noMiddle, root))
        .isEqualTo(DaneVerdict.NO_PATH);
  }

  @Test
  @Tag("rfc5280-4.2.1.9")
  void obeysThePathLengthOfTheAnnouncedAuthority() {
    TestCertificate shortRoot = TestCertificate.authority("root").pathLength(0).bySelf();
    TestCertificate below = TestCertificate.authority("middle").by(shortRoot);
    List<TlsaRecord> announced = List.of(ta(shortRoot));

    assertThat(check(announced, TestCertificate.server(MX).by(shortRoot), shortRoot))
        .isEqualTo(DaneVerdict.VERIFIED_TA);
    assertThat(check(announced, TestCertificate.server(MX).by(below), below, shortRoot))
        .isEqualTo(DaneVerdict.NO_PATH);
  }

  @Test
  @Tag("rfc5280-4.2.1.10")
  void obeysTheNameConstraintsOfTheAnnouncedAuthority() {
    TestCertificate own = TestCertificate.authority("root").onlyFor("example.org").bySelf();
    TestCertificate foreign = TestCertificate.authority("root").onlyFor("example.com").bySelf();

    assertThat(check(List.of(ta(own)), TestCertificate.server(MX).by(own), own))
        .isEqualTo(DaneVerdict.VERIFIED_TA);
    assertThat(check(List.of(ta(foreign)), TestCertificate.server(MX).by(foreign), foreign))
        .isEqualTo(DaneVerdict.NO_PATH);
    TestCertificate below = TestCertificate.authority("middle").onlyFor("example.com").by(root);
    assertThat(underRoot(TestCertificate.server(MX).by(below), below, root))
        .isEqualTo(DaneVerdict.NO_PATH);
  }

  @Test
  void wantsACertificateForServersWhereAUseIsStated() {
    TestCertificate forServers =
        TestCertificate.server(MX).purpose(KeyPurposeId.id_kp_serverAuth).by(root);
    TestCertificate forClients =
        TestCertificate.server(MX).purpose(KeyPurposeId.id_kp_clientAuth).by(root);

    assertThat(underRoot(forServers, root)).isEqualTo(DaneVerdict.VERIFIED_TA);
    assertThat(underRoot(TestCertificate.server(MX).by(root), root))
        .isEqualTo(DaneVerdict.VERIFIED_TA);
    assertThat(underRoot(forClients, root)).isEqualTo(DaneVerdict.NO_PATH);
  }

  @ParameterizedTest
  @Tag("rfc7672-3.2.2")
  @Tag("rfc7672-3.2.3")
  @CsvSource({
    "mx.example.org,     VERIFIED_TA",
    "example.org,        VERIFIED_TA",
    "alias.example.net,  VERIFIED_TA",
    "*.example.org,      VERIFIED_TA",
    "other.example.com,  WRONG_NAME",
    "a.mx.example.org,   WRONG_NAME",
    "m*.example.org,     WRONG_NAME",
  })
  void takesAnyReferenceIdentifier(String name, DaneVerdict expected) {
    assertThat(underRoot(TestCertificate.server(name).by(root), root)).isEqualTo(expected);
  }

  @Test
  @Tag("rfc7672-3.2.3")
  void takesTheCommonNameOnlyWhereThereIsNoOtherName() {
    TestCertificate only = TestCertificate.server().commonName(MX).by(root);
    TestCertificate beside = TestCertificate.server("other.example").commonName(MX).by(root);

    assertThat(underRoot(only, root)).isEqualTo(DaneVerdict.VERIFIED_TA);
    assertThat(underRoot(beside, root)).isEqualTo(DaneVerdict.WRONG_NAME);
    assertThat(underRoot(TestCertificate.server().by(root), root))
        .isEqualTo(DaneVerdict.WRONG_NAME);
  }

  @Test
  void takesOneGoodRecordAmongBadOnes() {
    TestCertificate stranger = TestCertificate.authority("other").bySelf();
    List<TlsaRecord> mixed = List.of(ta(stranger), ee(stranger), ee(server));

    assertThat(check(mixed, server, middle, root)).isEqualTo(DaneVerdict.VERIFIED_EE);
    assertThat(check(List.of(ee(stranger), ta(root)), server, middle, root))
        .isEqualTo(DaneVerdict.VERIFIED_TA);
    assertThat(check(List.of(ee(stranger), ta(stranger)), server, middle, root))
        .isEqualTo(DaneVerdict.NO_MATCH);
  }

  @Test
  @Tag("rfc7671-9")
  void doesNotFallBackToAWeakerDigest() {
    TestCertificate other = TestCertificate.server(MX).bySelf();
    TlsaRecord weak = TestTlsa.of(3, 1, 1, server.certificate());
    TlsaRecord strong = TestTlsa.of(3, 1, 2, other.certificate());

    assertThat(check(List.of(weak, strong), server)).isEqualTo(DaneVerdict.NO_MATCH);
  }

  @Test
  void provesNothingWithoutACertificate() {
    assertThat(check(List.of(ee(server)))).isEqualTo(DaneVerdict.NO_CERTIFICATE);
  }
}
