package org.sealpost.client.dane;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate of any quality, with its key. */
record TestCertificate(X509Certificate certificate, KeyPair keys) {
  private static final AtomicLong SERIAL = new AtomicLong(1);

  /** Begins one for a server with these DNS names, which states no use. */
  static Builder server(String... dnsNames) {
    Builder builder = new Builder("server");
    for (String name : dnsNames) {
      builder.names.add(new GeneralName(GeneralName.dNSName, name));
    }
    return builder;
  }

  /** Begins one for an authority. */
  static Builder authority(String name) {
    Builder builder = new Builder(name);
    builder.constraints = new BasicConstraints(true);
    return builder;
  }

  /** What goes into it. */
  static final class Builder {
    private final List<GeneralName> names = new ArrayList<>();
    private String commonName;
    private Instant notAfter = Instant.now().plus(Duration.ofDays(30));
    private KeyPair keys = newKeys();
    private @Nullable BasicConstraints constraints;
    private @Nullable KeyPurposeId purpose;
    private @Nullable NameConstraints nameConstraints;
    private @Nullable KeyUsage usage;

    private Builder(String commonName) {
      this.commonName = commonName;
    }

    Builder commonName(String name) {
      commonName = name;
      return this;
    }

    Builder expired() {
      notAfter = Instant.now().minus(Duration.ofDays(1));
      return this;
    }

    Builder keys(KeyPair pair) {
      keys = pair;
      return this;
    }

    Builder noAuthority() {
      constraints = new BasicConstraints(false);
      return this;
    }

    Builder pathLength(int most) {
      constraints = new BasicConstraints(most);
      return this;
    }

    Builder purpose(KeyPurposeId only) {
      purpose = only;
      return this;
    }

    Builder usage(int bits) {
      usage = new KeyUsage(bits);
      return this;
    }

    Builder onlyFor(String domain) {
      GeneralName name = new GeneralName(GeneralName.dNSName, domain);
      nameConstraints = new NameConstraints(new GeneralSubtree[] {new GeneralSubtree(name)}, null);
      return this;
    }

    TestCertificate bySelf() {
      return sign(new X500Name("CN=" + commonName), keys);
    }

    TestCertificate by(TestCertificate issuer) {
      return sign(
          X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded()),
          issuer.keys());
    }

    private TestCertificate sign(X500Name issuer, KeyPair signer) {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              BigInteger.valueOf(SERIAL.incrementAndGet()),
              Date.from(notAfter.minus(Duration.ofDays(90))),
              Date.from(notAfter),
              new X500Name("CN=" + commonName),
              keys.getPublic());
      try {
        extend(builder);
        return new TestCertificate(
            new JcaX509CertificateConverter()
                .getCertificate(
                    builder.build(
                        new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()))),
            keys);
      } catch (OperatorCreationException | GeneralSecurityException | IOException failed) {
        throw new IllegalStateException(failed);
      }
    }

    private void extend(JcaX509v3CertificateBuilder builder) throws IOException {
      if (!names.isEmpty()) {
        GeneralNames all = new GeneralNames(names.toArray(new GeneralName[0]));
        builder.addExtension(Extension.subjectAlternativeName, false, all);
      }
      if (constraints != null) {
        builder.addExtension(Extension.basicConstraints, true, constraints);
      }
      if (purpose != null) {
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      }
      if (nameConstraints != null) {
        builder.addExtension(Extension.nameConstraints, true, nameConstraints);
      }
      if (usage != null) {
        builder.addExtension(Extension.keyUsage, true, usage);
      }
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
