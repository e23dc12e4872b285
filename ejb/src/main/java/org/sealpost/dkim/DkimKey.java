package org.sealpost.dkim;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/**
 * The key this server signs with. Immutable.
 *
 * <p>Choice: RSA with 2048 bits (RFC 8301 §3.2), which every verifier knows; Ed25519 (RFC 8463) is
 * not known to all of them.
 */
public final class DkimKey {
  private static final int BITS = 2048;

  private final String selector;
  private final RSAPrivateCrtKey key;

  private DkimKey(String selector, RSAPrivateCrtKey key) {
    this.selector = selector;
    this.key = key;
  }

  /**
   * The key in {@code <selector>.key} of a directory, PKCS#8 in PEM, which only its owner can read;
   * a new one where there is none.
   *
   * @throws UncheckedIOException where it cannot be read or written, or is no RSA key
   */
  public static DkimKey in(Path directory, String selector) {
    Path file = directory.resolve(selector + ".key");
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(directory);
        write(file, newKey());
      }
      return new DkimKey(selector, read(file));
    } catch (IOException failure) {
      throw new UncheckedIOException("the DKIM key " + file + " cannot be used", failure);
    }
  }

  private static PrivateKey newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return generator.generateKeyPair().getPrivate();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java runtime has RSA", impossible);
    }
  }

  private static void write(Path file, PrivateKey key) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      pem.writeObject(new JcaPKCS8Generator(key, null));
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, text.toString(), StandardCharsets.US_ASCII);
    Files.move(fresh, file); // whole or not at all
  }

  private static RSAPrivateCrtKey read(Path file) throws IOException {
    try (PEMParser parser =
        new PEMParser(Files.newBufferedReader(file, StandardCharsets.US_ASCII))) {
      if (parser.readObject() instanceof PrivateKeyInfo found
          && new JcaPEMKeyConverter().getPrivateKey(found) instanceof RSAPrivateCrtKey rsa) {
        return rsa;
      }
    }
    throw new IOException(file + " is no PEM file with an RSA key in PKCS#8");
  }

  /** The name under which the public half is published (RFC 6376 §3.1). */
  public String selector() {
    return selector;
  }

  PrivateKey privateKey() {
    return key;
  }

  /** Where the public half of a signing domain stands, without a dot at the end. */
  public String recordName(String domain) {
    return selector + "._domainkey." + domain;
  }

  /**
   * The data of the TXT record. Choice: for every service, reports about TLS among them (RFC 8460
   * §3). A key for these alone makes ordinary verifiers fail the mail that reports come in, and of
   * several services in one record not all know what to make (dkimpy 1.1.4).
   */
  public String record() {
    return "v=DKIM1; k=rsa; s=*; p=" + publicKey();
  }

  /** The public key as the record has it: SubjectPublicKeyInfo in base64. */
  public String publicKey() {
    try {
      RSAPublicKeySpec half = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
      byte[] encoded = KeyFactory.getInstance("RSA").generatePublic(half).getEncoded();
      return Base64.getEncoder().encodeToString(encoded);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java runtime has RSA", impossible);
    }
  }
}
