package org.sealpost.testkit;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that lives as long as a test, with EC P-256 keys. Not thread-safe. */
public final class TestAuthority {
  private static final char[] NO_PASSWORD = new char[0];

  private final AtomicLong serial = new AtomicLong(1);
  private final KeyPair keys = newKeys();
  private final X500Name name;
  private final X509Certificate certificate;

  /** An authority whose own certificate is self-signed. */
  public TestAuthority(String commonName) {
    this.name = new X500Name("CN=" + commonName);
    this.certificate = sign(name, keys, true, List.of(), validFrom(), validUntil());
  }

  /**
   * A certificate with its key.
   *
   * @param chain the leaf first, then the authority's own
   */
  public record Issued(List<X509Certificate> chain, PrivateKey key) {
    /** The chain as a list of its own. */
    public Issued {
      chain = List.copyOf(chain);
    }

    /** The certificate itself. */
    public X509Certificate leaf() {
      return chain.get(0);
    }
  }

  /** The authority's own certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** A server certificate for these DNS names, valid now. */
  public Issued issue(String... dnsNames) {
    return issue(List.of(dnsNames), validFrom(), validUntil());
  }

  /** A server certificate that has expired. */
  public Issued issueExpired(String... dnsNames) {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    return issue(List.of(dnsNames), validFrom(), yesterday);
  }

  private Issued issue(List<String> dnsNames, Instant from, Instant until) {
    KeyPair leafKeys = newKeys();
    X500Name subject = new X500Name("CN=" + dnsNames.get(0));
    X509Certificate leaf = sign(subject, leafKeys, false, dnsNames, from, until);
    return new Issued(List.of(leaf, certificate), leafKeys.getPrivate());
  }

  private X509Certificate sign(
      X500Name subject,
      KeyPair subjectKeys,
      boolean authority,
      List<String> dnsNames,
      Instant from,
      Instant until) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(serial.getAndIncrement()),
              Date.from(from),
              Date.from(until),
              subject,
              subjectKeys.getPublic());
      extend(builder, authority, dnsNames);
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void extend(
      X509v3CertificateBuilder builder, boolean authority, List<String> dnsNames)
      throws CertIOException {
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    if (authority) {
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    } else {
      GeneralName[] names =
          dnsNames.stream()
              .map(dnsName -> new GeneralName(GeneralName.dNSName, dnsName))
              .toArray(GeneralName[]::new);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }
  }

  /** A client's TLS context that trusts this authority and no other. */
  public SSLContext clientContext() {
    return clientContext(new KeyManager[0]);
  }

  /** As {@link #clientContext()}, with a certificate for servers that ask for one. */
  public SSLContext clientContext(Issued own) {
    try {
      return clientContext(keyManagers(own));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private SSLContext clientContext(KeyManager[] keyManagers) {
    try {
      KeyStore trusted = emptyStore();
      trusted.setCertificateEntry("authority", certificate);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A server's TLS context with an issued certificate. */
  public static SSLContext serverContext(Issued issued) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(issued), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyManager[] keyManagers(Issued issued)
      throws GeneralSecurityException, IOException {
    KeyStore own = emptyStore();
    own.setKeyEntry(
        "own", issued.key(), NO_PASSWORD, issued.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(own, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  /** Writes the authority's own certificate in PEM. */
  public Path writeRoot(Path file) throws IOException {
    return writePem(file, List.of(certificate));
  }

  /** Writes the chain in PEM, the leaf first. */
  public static Path writeChain(Issued issued, Path file) throws IOException {
    return writePem(file, new ArrayList<>(issued.chain()));
  }

  /** Writes the key in PEM, PKCS#8, not encrypted. */
  public static Path writeKey(Issued issued, Path file) throws IOException {
    return writePem(file, List.of(new JcaPKCS8Generator(issued.key(), null)));
  }

  private static Path writePem(Path file, List<?> objects) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      for (Object object : objects) {
        pem.writeObject(object);
      }
    }
    return Files.writeString(file, text.toString());
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Instant validFrom() {
    return Instant.now().minus(Duration.ofDays(30));
  }

  private static Instant validUntil() {
    return Instant.now().plus(Duration.ofDays(30));
  }
}
