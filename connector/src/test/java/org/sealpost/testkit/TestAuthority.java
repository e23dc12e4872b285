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
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate authority that lives as long as a test, with EC P-256 keys. Thread-safe. */
public final class TestAuthority {
  private static final char[] NO_PASSWORD = new char[0];

  /** No two certificates share a number, whichever authority they are from. */
  private static final AtomicLong SERIAL = new AtomicLong(1);

  private final KeyPair keys = newKeys();
  private final X500Name name;
  private final X509Certificate root;

  /** An authority with a name like that of every other. */
  public TestAuthority() {
    this("Test authority");
  }

  /** An authority whose own certificate is self-signed. */
  public TestAuthority(String commonName) {
    this.name = new X500Name("CN=" + commonName);
    this.root = newRoot();
  }

  /** Its own certificate. */
  public X509Certificate root() {
    return root;
  }

  /** What trusts this authority and no other. */
  public Set<TrustAnchor> anchors() {
    return Set.of(new TrustAnchor(root, null));
  }

  /** A good certificate for these DNS names. */
  public Issued issue(String... dnsNames) {
    return issue(Request.forNames(dnsNames));
  }

  /** The certificate that is asked for, with its key. */
  public Issued issue(Request request) {
    return issue(request, newKeys());
  }

  /** The same for a key that is there already. */
  public Issued issue(Request request, KeyPair pair) {
    X500Name subject = new X500Name("CN=" + request.commonName());
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            request.selfSigned() ? subject : name,
            BigInteger.valueOf(SERIAL.getAndIncrement()),
            Date.from(request.notAfter().minus(Duration.ofDays(90))),
            Date.from(request.notAfter()),
            subject,
            pair.getPublic());
    try {
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
    } catch (CertIOException impossible) {
      throw new IllegalStateException(impossible);
    }
    X509Certificate leaf = sign(builder, request.selfSigned() ? pair : keys);
    return new Issued(
        request.selfSigned() ? List.of(leaf) : List.of(leaf, root), pair.getPrivate());
  }

  private X509Certificate newRoot() {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.valueOf(SERIAL.getAndIncrement()),
            Date.from(now.minus(Duration.ofDays(3650))),
            Date.from(now.plus(Duration.ofDays(3650))),
            name,
            keys.getPublic());
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    } catch (CertIOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return sign(builder, keys);
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair signer) {
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
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A client's TLS context that trusts this authority and no other. */
  public SSLContext clientContext() {
    return context(new KeyManager[0], trustManagers());
  }

  /** As {@link #clientContext()}, with a certificate for servers that ask for one. */
  public SSLContext clientContext(Issued own) {
    return context(keyManagers(own), trustManagers());
  }

  /** A server's TLS context with an issued certificate. */
  public static SSLContext serverContext(Issued issued) {
    return context(keyManagers(issued), new TrustManager[0]);
  }

  private static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private TrustManager[] trustManagers() {
    try {
      KeyStore trusted = emptyStore();
      trusted.setCertificateEntry("authority", root);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static KeyManager[] keyManagers(Issued issued) {
    try {
      KeyStore own = emptyStore();
      own.setKeyEntry(
          "own", issued.key(), NO_PASSWORD, issued.chain().toArray(X509Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(own, NO_PASSWORD);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  /** Writes its own certificate in PEM. */
  public Path writeRoot(Path file) throws IOException {
    return writePem(file, List.of(root));
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

    /** The same, valid until then; it began to be 90 days before. */
    public Request until(Instant end) {
      return new Request(commonName, names, end, selfSigned, purpose);
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

  /**
   * A certificate with its key.
   *
   * @param chain the certificate first, then that of the authority where it is not self-signed
   */
  public record Issued(List<X509Certificate> chain, PrivateKey key) {
    /** The chain as a list of its own. */
    public Issued {
      chain = List.copyOf(chain);
    }

    /** The certificate itself. */
    public X509Certificate certificate() {
      return chain.get(0);
    }
  }
}
