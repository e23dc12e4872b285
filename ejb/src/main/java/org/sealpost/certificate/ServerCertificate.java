package org.sealpost.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.Settings;
import org.sealpost.inflow.ListenerPlan.CertificateFiles;

/**
 * The certificate of the SMTP listeners: the one the settings name, else one we sign ourselves at
 * the first start, so that STARTTLS works out of the box. Nobody can verify that one: mail sent
 * with REQUIRETLS to us needs a real one or a TLSA record.
 */
public final class ServerCertificate {
  private static final Duration VALIDITY = Duration.ofDays(3650);

  private final Settings settings;

  /** Of the operator where the settings name one. */
  public ServerCertificate(Settings settings) {
    this.settings = settings;
  }

  /** The files; both are there. */
  public CertificateFiles files() {
    @Nullable Path chain = settings.smtp().certificate();
    @Nullable Path key = settings.smtp().key();
    if (chain != null && key != null) {
      return new CertificateFiles(chain, key);
    }
    Path directory = settings.data().resolve("tls");
    CertificateFiles own =
        new CertificateFiles(directory.resolve("server.crt"), directory.resolve("server.key"));
    if (!Files.exists(own.chain()) || !Files.exists(own.key())) {
      make(own);
    }
    return own;
  }

  private void make(CertificateFiles files) {
    try {
      KeyPair pair = PemFiles.newKeys();
      Files.createDirectories(files.chain().getParent());
      PemFiles.writeKey(files.key(), pair.getPrivate());
      PemFiles.writeChain(files.chain(), List.of(selfSigned(pair)));
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + files.chain(), failure);
    } catch (GeneralSecurityException | OperatorCreationException missing) {
      throw new IllegalStateException("the Java runtime cannot make a certificate", missing);
    }
  }

  private X509Certificate selfSigned(KeyPair pair)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    String name = settings.hostName().name();
    X500Name subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            subject,
            new BigInteger(127, new SecureRandom()),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(VALIDITY)),
            subject,
            pair.getPublic());
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
  }
}
