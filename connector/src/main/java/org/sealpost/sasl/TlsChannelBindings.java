package org.sealpost.sasl;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The channel bindings of a TLS session, on either side of it. */
public final class TlsChannelBindings implements ChannelBindings {
  private static final String EXPORTER_LABEL = "EXPORTER-Channel-Binding";
  private static final int EXPORTER_OCTETS = 32;
  private static final String TLS_1_3 = "TLSv1.3";

  /** Java has it since release 25, this program is compiled for 17: null where it is missing. */
  private static final @Nullable Method EXPORT = findExport();

  private final SSLSession session;
  private final Certificate @Nullable [] serverChain;
  private final Consumer<Throwable> unavailable;

  private TlsChannelBindings(
      SSLSession session, Certificate @Nullable [] serverChain, Consumer<Throwable> unavailable) {
    this.session = session;
    this.serverChain = serverChain;
    this.unavailable = unavailable;
  }

  /**
   * On the side that shows its certificate.
   *
   * @param unavailable is told why a binding that should be there could not be had
   */
  public static TlsChannelBindings ofServer(SSLSession session, Consumer<Throwable> unavailable) {
    return new TlsChannelBindings(session, session.getLocalCertificates(), unavailable);
  }

  /**
   * On the side that is shown a certificate.
   *
   * @param unavailable is told why a binding that should be there could not be had
   */
  public static TlsChannelBindings ofClient(SSLSession session, Consumer<Throwable> unavailable) {
    Certificate[] shown = null;
    try {
      shown = session.getPeerCertificates();
    } catch (SSLPeerUnverifiedException none) {
      unavailable.accept(none);
    }
    return new TlsChannelBindings(session, shown, unavailable);
  }

  private static @Nullable Method findExport() {
    try {
      return ExtendedSSLSession.class.getMethod(
          "exportKeyingMaterialData", String.class, byte[].class, int.class);
    } catch (NoSuchMethodException olderJava) {
      return null;
    }
  }

  /** Whether this session has {@link #TLS_EXPORTER}. */
  public boolean hasExporter() {
    // RFC 9266 §4.2: older versions need precautions that cannot be seen from here.
    return EXPORT != null
        && session instanceof ExtendedSSLSession
        && TLS_1_3.equals(session.getProtocol());
  }

  @Override
  public Optional<byte[]> find(String type) {
    if (type.equals(TLS_EXPORTER)) {
      return exported();
    }
    return type.equals(TLS_SERVER_END_POINT) ? serverEndPoint() : Optional.empty();
  }

  // RFC 9266 §2: no context, which TLS 1.3 takes for an empty one.
  private Optional<byte[]> exported() {
    if (EXPORT == null || !hasExporter()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          (byte[]) EXPORT.invoke(session, EXPORTER_LABEL, new byte[0], EXPORTER_OCTETS));
    } catch (IllegalAccessException | InvocationTargetException noKeys) {
      unavailable.accept(noKeys);
      return Optional.empty();
    }
  }

  private Optional<byte[]> serverEndPoint() {
    return serverChain != null
            && serverChain.length > 0
            && serverChain[0] instanceof X509Certificate certificate
        ? hash(certificate)
        : Optional.empty();
  }

  /**
   * The hash of a certificate (RFC 5929 §4.1); empty where its signature has no hash function of
   * its own, for which the RFC defines none.
   */
  private Optional<byte[]> hash(X509Certificate certificate) {
    try {
      Optional<String> digest = digest(certificate);
      if (digest.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(MessageDigest.getInstance(digest.get()).digest(certificate.getEncoded()));
    } catch (GeneralSecurityException unknownDigest) {
      unavailable.accept(unknownDigest);
      return Optional.empty();
    }
  }

  private static Optional<String> digest(X509Certificate certificate)
      throws GeneralSecurityException {
    String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    int with = signature.indexOf("WITH");
    String name = with < 0 ? "" : signature.substring(0, with);
    if (signature.equals("RSASSA-PSS")) {
      name = pssDigest(certificate);
    }
    return switch (name) {
      case "" -> Optional.empty();
      // RFC 5929 §4.1: these two are too weak, SHA-256 stands for them.
      case "MD5", "SHA1", "SHA-1" -> Optional.of("SHA-256");
      case "SHA224", "SHA256", "SHA384", "SHA512" -> Optional.of("SHA-" + name.substring(3));
      default -> Optional.of(name);
    };
  }

  private static String pssDigest(X509Certificate certificate) throws GeneralSecurityException {
    byte[] encoded = certificate.getSigAlgParams();
    if (encoded == null) {
      throw new InvalidParameterSpecException("RSASSA-PSS without parameters");
    }
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
    try {
      parameters.init(encoded);
    } catch (IOException notParameters) {
      throw new GeneralSecurityException(notParameters);
    }
    return parameters
        .getParameterSpec(PSSParameterSpec.class)
        .getDigestAlgorithm()
        .toUpperCase(Locale.ROOT);
  }
}
