package org.sealpost.client;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate authority of its own for each test class. */
public final class TestAuthority {
  private static final AtomicLong SERIAL = new AtomicLong(1);
  private static final X500Name NAME = new X500Name("CN=Test authority");

  private final KeyPair keys = newKeys();
  private final X509Certificate root = newRoot();

  /** What a client trusts that trusts this authority and no other. */
  public Set<TrustAnchor> anchors() {
    return Set.of(new TrustAnchor(root, null));
  }

  /** Its own certificate. */
  public X509Certificate root() {
    return root;
  }

  /** A certificate for a server, with its key. */
  public Issued issue(Request request) {
    KeyPair pair = newKeys();
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              request.selfSigned() ? new X500Name("CN=" + request.commonName()) : NAME,
              BigInteger.valueOf(SERIAL.incrementAndGet()),
              Date.from(request.notAfter().minus(Duration.ofDays(90))),
              Date.from(request.notAfter()),
              new X500Name("CN=" + request.commonName()),
              pair.getPublic());
      if (!request.names().isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(request.names().toArray(new GeneralName[0])));
      }
      if (request.purpose() != null) {
        builder.addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(request.purpose()));
      }
      KeyPair signer = request.selfSigned() ? pair : keys;
      return new Issued(sign(builder, signer), pair);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** A good certificate for these DNS names. */
  public Issued issue(String... dnsNames) {
    return issue(Request.forNames(dnsNames));
  }

  private X509Certificate newRoot() {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            NAME,
            BigInteger.ONE,
            Date.from(now.minus(Duration.ofDays(3650))),
            Date.from(now.plus(Duration.ofDays(3650))),
            NAME,
            keys.getPublic());
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
    return sign(builder, keys);
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair signer) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    } catch (OperatorCreationException | GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
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

  /**
   * What goes into a certificate.
   *
   * @param purpose null: none stated
   */
  public record Request(
      String commonName,
      List<GeneralName> names,
      Instant notAfter,
      boolean selfSigned,
      @Nullable KeyPurposeId purpose) {
    /** Copies the list. */
    public Request {
      names = List.copyOf(names);
    }

    /** In its time, for servers, issued by the authority. */
    public static Request forNames(String... dnsNames) {
      List<GeneralName> names =
          Stream.of(dnsNames).map(name -> new GeneralName(GeneralName.dNSName, name)).toList();
      Instant notAfter = Instant.now().plus(Duration.ofDays(30));
      return new Request("test", names, notAfter, false, KeyPurposeId.id_kp_serverAuth);
    }

    /** The same with only these IP addresses in it. */
    public Request withAddress(String address) {
      List<GeneralName> only = List.of(new GeneralName(GeneralName.iPAddress, address));
      return new Request(commonName, only, notAfter, selfSigned, purpose);
    }

    /** The same with a common name. */
    public Request withCommonName(String name) {
      return new Request(name, names, notAfter, selfSigned, purpose);
    }

    /** The same, no longer valid. */
    public Request expired() {
      Instant yesterday = Instant.now().minus(Duration.ofDays(1));
      return new Request(commonName, names, yesterday, selfSigned, purpose);
    }

    /** The same, signed by its own key. */
    public Request bySelf() {
      return new Request(commonName, names, notAfter, true, purpose);
    }

    /** The same for clients only. */
    public Request forClients() {
      return new Request(commonName, names, notAfter, selfSigned, KeyPurposeId.id_kp_clientAuth);
    }
  }

  /** A certificate and its key. */
  public record Issued(X509Certificate certificate, KeyPair keys) {
    /** A server that shows it. */
    public SSLContext serverContext() {
      try {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
            "server", keys.getPrivate(), new char[0], new X509Certificate[] {certificate});
        KeyManagerFactory factory =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
      } catch (GeneralSecurityException | IOException failed) {
        throw new IllegalStateException(failed);
      }
    }
  }
}
