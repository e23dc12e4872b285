package org.sealpost.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** Keys and certificates in PEM files (RFC 7468). Keys can be read by nobody but the owner. */
final class PemFiles {
  private PemFiles() {}

  /** A new key on the curve that every peer knows. */
  static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** The first certificate of a file. */
  static X509Certificate certificate(Path file) throws IOException, CertificateException {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  /** The private key of a PKCS#8 file. */
  static PrivateKey key(Path file) throws IOException {
    try (PEMParser parser = parser(file)) {
      return key(parser, file);
    }
  }

  /** Both halves of a key that {@link #writeKeys} wrote. */
  static KeyPair keys(Path file) throws IOException {
    try (PEMParser parser = parser(file)) {
      PrivateKey key = key(parser, file);
      if (parser.readObject() instanceof SubjectPublicKeyInfo publicKey) {
        return new KeyPair(new JcaPEMKeyConverter().getPublicKey(publicKey), key);
      }
      throw new IOException(file + " lacks the public key; remove it for a new one");
    }
  }

  private static PrivateKey key(PEMParser parser, Path file) throws IOException {
    if (parser.readObject() instanceof PrivateKeyInfo key) {
      return new JcaPEMKeyConverter().getPrivateKey(key);
    }
    throw new IOException(file + " is no PEM file with a PKCS#8 key");
  }

  private static PEMParser parser(Path file) throws IOException {
    return new PEMParser(Files.newBufferedReader(file, StandardCharsets.US_ASCII));
  }

  /** Writes the private key, PKCS#8. */
  static void writeKey(Path file, PrivateKey key) throws IOException {
    writeSecret(file, pem(List.of(new JcaPKCS8Generator(key, null))));
  }

  /** Writes both halves. */
  static void writeKeys(Path file, KeyPair keys) throws IOException {
    writeSecret(
        file, pem(List.of(new JcaPKCS8Generator(keys.getPrivate(), null), keys.getPublic())));
  }

  /** Replaces the file in one step: who reads it meanwhile sees the old chain or the new one. */
  static void writeChain(Path file, List<X509Certificate> chain) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, pem(chain), StandardCharsets.US_ASCII);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void writeSecret(Path file, String pem) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, pem, StandardCharsets.US_ASCII);
  }

  private static String pem(List<?> objects) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      for (Object object : objects) {
        writer.writeObject(object);
      }
    }
    return text.toString();
  }
}
