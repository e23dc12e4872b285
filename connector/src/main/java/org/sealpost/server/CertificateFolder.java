package org.sealpost.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ListenerPlan;
import org.sealpost.inflow.ListenerPlan.CertificateFiles;

/** The files a server's certificates and keys come from. Used by one thread at a time. */
final class CertificateFolder {
  private static final String CHAIN_SUFFIX = ".crt";
  private static final String KEY_SUFFIX = ".key";
  private static final int PROBE_OCTETS = 32;
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /** The algorithms of keys, each with the signature that shows whether a key fits. */
  private static final Map<String, String> SIGNATURES =
      Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA", "EdDSA", "EdDSA");

  private final CertificateFiles first;
  private final @Nullable Path directory;

  private CertificateFolder(CertificateFiles first, @Nullable Path directory) {
    this.first = first;
    this.directory = directory;
  }

  /** Those of a plan that has a certificate. */
  static CertificateFolder of(ListenerPlan plan) {
    CertificateFiles first = plan.certificate();
    if (first == null) {
      throw new IllegalArgumentException("no certificate");
    }
    return new CertificateFolder(first, plan.certificateDirectory());
  }

  /** A text that is another one when a file has changed, come or gone. */
  String state() {
    StringBuilder state = new StringBuilder();
    try {
      for (CertificateFiles files : all()) {
        state.append(stamp(files.chain())).append(stamp(files.key()));
      }
    } catch (IOException unreadable) {
      state.append(unreadable.getClass().getName());
    }
    return state.toString();
  }

  private static String stamp(Path file) throws IOException {
    if (!Files.exists(file)) {
      return file + " is not there\n";
    }
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    return file + " " + now.lastModifiedTime() + " " + now.size() + " " + now.fileKey() + "\n";
  }

  private List<CertificateFiles> all() throws IOException {
    List<CertificateFiles> all = new ArrayList<>();
    all.add(first);
    if (directory != null) {
      TreeSet<Path> chains = new TreeSet<>();
      try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + CHAIN_SUFFIX)) {
        found.forEach(chains::add);
      }
      for (Path chain : chains) {
        String name = String.valueOf(chain.getFileName());
        String key = name.substring(0, name.length() - CHAIN_SUFFIX.length()) + KEY_SUFFIX;
        all.add(new CertificateFiles(chain, chain.resolveSibling(key)));
      }
    }
    return all;
  }

  /**
   * Reads all files.
   *
   * @throws ListenersRefusedException where one cannot be used
   */
  ServerCertificates read() throws ListenersRefusedException {
    List<CertificateFiles> files;
    try {
      files = all();
    } catch (IOException e) {
      throw new ListenersRefusedException(
          "The directory of certificates " + directory + " cannot be read: correct it", e);
    }
    List<ServerCertificates.Entry> entries = new ArrayList<>();
    for (CertificateFiles pair : files) {
      entries.add(entry(pair));
    }
    return new ServerCertificates(entries);
  }

  private static ServerCertificates.Entry entry(CertificateFiles files)
      throws ListenersRefusedException {
    requireReadable(files.chain());
    requireReadable(files.key());
    try {
      PrivateKey key = key(files.key());
      List<X509Certificate> chain = chain(files.chain());
      requireFit(key, chain.get(0));
      return new ServerCertificates.Entry(key, chain);
    } catch (IOException | GeneralSecurityException e) {
      throw new ListenersRefusedException(
          "The certificate "
              + files.chain()
              + " with the key "
              + files.key()
              + " cannot be used: the one must be a PEM chain, the other its unencrypted PKCS#8 key"
              + " in PEM; replace the files",
          e);
    }
  }

  private static void requireReadable(Path file) throws ListenersRefusedException {
    if (!Files.isReadable(file)) {
      throw new ListenersRefusedException(
          "The file " + file + " cannot be read: put it there, or correct its permissions");
    }
  }

  private static List<X509Certificate> chain(Path file)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> chain = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate found : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        chain.add((X509Certificate) found);
      }
    }
    if (chain.isEmpty()) {
      throw new InvalidKeySpecException("no certificate in " + file);
    }
    return chain;
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    Matcher pem = PKCS8.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    if (!pem.find()) {
      throw new InvalidKeySpecException("no PKCS#8 key in " + file);
    }
    byte[] octets = Base64.getMimeDecoder().decode(pem.group(1));
    for (String algorithm : SIGNATURES.keySet()) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(octets));
      } catch (InvalidKeySpecException ofAnotherAlgorithm) {
        // The next one.
      }
    }
    throw new InvalidKeySpecException("neither an EC, RSA nor EdDSA key in " + file);
  }

  /** A key that is not the certificate's would make every handshake fail. */
  private static void requireFit(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    String algorithm = SIGNATURES.get(key.getAlgorithm());
    if (algorithm == null) {
      throw new InvalidKeySpecException("key algorithm " + key.getAlgorithm());
    }
    byte[] probe = new byte[PROBE_OCTETS];
    new SecureRandom().nextBytes(probe);
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(key);
    signing.update(probe);
    byte[] signature = signing.sign();
    Signature verifying = Signature.getInstance(algorithm);
    verifying.initVerify(certificate.getPublicKey());
    verifying.update(probe);
    if (!verifying.verify(signature)) {
      throw new InvalidKeySpecException("the key is not that of the certificate");
    }
  }
}
