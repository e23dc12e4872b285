package org.sealpost.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.inflow.Credential;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.Domain;

/** Who is let in with a client certificate. */
@Tag("rfc4422-A")
final class ClientCertificatesTest {
  private static final Settings SETTINGS =
      SettingsReader.read(
          Path.of("data").toAbsolutePath(),
          key -> Optional.ofNullable(key.equals("hostname") ? "mx.sealpost.example" : null),
          List.of());
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final X500Name AUTHORITY = new X500Name("CN=People");

  private final QueueDatabase database = new QueueDatabase();
  private final KeyPair authorityKeys = newKeys();
  private final X509Certificate root = root();
  private final Directory directory =
      new Directory(
          database.inTransaction(
              em -> {
                BookChanges changes = new BookChanges(em, SETTINGS);
                changes.addDomain(HostedDomain.withDefaults(Domain.of("one.example")));
                changes.addAccount("ada@one.example");
                changes.addAccount("bob@one.example");
                return changes.book();
              }));

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theAddressInABelievedCertificateIsTheAccount() {
    X509Certificate ada = issue(KeyPurposeId.id_kp_clientAuth, NOW, "Ada@one.example");
    assertThat(signIn(true, null, ada, root)).isEqualTo("ada@one.example");
    assertThat(signIn(true, null, ada)).isEqualTo("ada@one.example");
    assertThat(signIn(true, "ada@one.example", ada)).isEqualTo("ada@one.example");
    assertThat(signIn(true, "bob@one.example", ada)).isEqualTo("refused");
    assertThat(signIn(false, null, ada)).isEqualTo("refused");
  }

  @Test
  void severalAddressesNeedAWordWhichIsMeant() {
    X509Certificate both =
        issue(KeyPurposeId.id_kp_clientAuth, NOW, "ada@one.example", "bob@one.example");
    assertThat(signIn(true, null, both)).isEqualTo("refused");
    assertThat(signIn(true, "bob@one.example", both)).isEqualTo("bob@one.example");
  }

  @Test
  void certificatesOfServersOtherAuthoritiesAndOtherTimesAreNotBelieved() {
    assertThat(signIn(true, null, issue(KeyPurposeId.id_kp_serverAuth, NOW, "ada@one.example")))
        .isEqualTo("refused");
    Instant past = NOW.minus(Duration.ofDays(60));
    assertThat(signIn(true, null, issue(KeyPurposeId.id_kp_clientAuth, past, "ada@one.example")))
        .isEqualTo("refused");
    X509Certificate stranger =
        certificate(newKeys(), KeyPurposeId.id_kp_clientAuth, NOW, "ada@one.example");
    assertThat(signIn(true, null, stranger)).isEqualTo("refused");
    assertThat(signIn(true, null, issue(KeyPurposeId.id_kp_clientAuth, NOW, "eve@one.example")))
        .isEqualTo("refused");
  }

  @Test
  void aStoredFingerprintNeedsNoAuthority() {
    X509Certificate own = certificate(newKeys(), KeyPurposeId.id_kp_clientAuth, NOW);
    assertThat(signIn(false, null, own)).isEqualTo("refused");
    String fingerprint = ClientCertificates.fingerprint(own);
    setCertificates(fingerprint.toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:"));
    assertThat(signIn(false, null, own)).isEqualTo("ada@one.example");
    assertThat(signIn(false, "ada@one.example", own)).isEqualTo("ada@one.example");
    assertThat(signIn(false, "bob@one.example", own)).isEqualTo("refused");
    setCertificates();
    assertThat(signIn(false, null, own)).isEqualTo("refused");
  }

  @Test
  void anExpiredCertificateWithAStoredFingerprintIsRefused() {
    X509Certificate old =
        certificate(newKeys(), KeyPurposeId.id_kp_clientAuth, NOW.minus(Duration.ofDays(60)));
    setCertificates(ClientCertificates.fingerprint(old));
    assertThat(signIn(false, null, old)).isEqualTo("refused");
  }

  private void setCertificates(String... fingerprints) {
    database.transact(
        em ->
            new BookChanges(em, SETTINGS)
                .setCertificates("ada@one.example", List.of(fingerprints)));
  }

  private String signIn(boolean believed, @Nullable String actsAs, X509Certificate... chain) {
    Set<TrustAnchor> roots = believed ? Set.of(new TrustAnchor(root, null)) : Set.of();
    Authentication authentication =
        new Authentication(
            directory,
            4096,
            new byte[32],
            null,
            new ClientCertificates(roots, () -> NOW),
            () -> NOW);
    Credential credential = new Credential.ClientCertificate(List.of(chain), actsAs);
    return AuthenticationTest.shown(
        database.inTransaction(em -> authentication.signIn(new StoredCredentials(em), credential)));
  }

  private X509Certificate issue(KeyPurposeId usage, Instant around, String... addresses) {
    return certificate(authorityKeys, usage, around, addresses);
  }

  private static X509Certificate certificate(
      KeyPair signer, KeyPurposeId usage, Instant around, String... addresses) {
    try {
      JcaX509v3CertificateBuilder builder = builder(new X500Name("CN=person"), newKeys(), around);
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(usage));
      if (addresses.length > 0) {
        GeneralName[] names =
            Stream.of(addresses)
                .map(address -> new GeneralName(GeneralName.rfc822Name, address))
                .toArray(GeneralName[]::new);
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      return signed(builder, signer);
    } catch (CertIOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private X509Certificate root() {
    try {
      JcaX509v3CertificateBuilder builder = builder(AUTHORITY, authorityKeys, NOW);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      return signed(builder, authorityKeys);
    } catch (CertIOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Name subject, KeyPair keys, Instant around) {
    return new JcaX509v3CertificateBuilder(
        AUTHORITY,
        BigInteger.valueOf(System.nanoTime()),
        Date.from(around.minus(Duration.ofDays(30))),
        Date.from(around.plus(Duration.ofDays(30))),
        subject,
        keys.getPublic());
  }

  private static X509Certificate signed(JcaX509v3CertificateBuilder builder, KeyPair signer) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("EC").generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
