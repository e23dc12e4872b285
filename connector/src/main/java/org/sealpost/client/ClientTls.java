package org.sealpost.client;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The client's side of TLS: TLS 1.2 and later (RFC 9325 §3.1.1), the server's name in the handshake
 * (RFC 6066 §3). The handshake takes any certificate; {@link PkixCheck} judges it afterwards, and
 * the policy decides with the verdict before a mail transaction begins.
 */
final class ClientTls {
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private final SSLContext context;
  private final PkixCheck pkix;

  ClientTls(PkixCheck pkix) {
    this.pkix = pkix;
    try {
      context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new JudgedLater()}, null);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java runtime has no TLS", broken);
    }
  }

  /** Wraps a connected socket; nothing is sent yet. Closing the result closes the socket. */
  SSLSocket wrap(Socket socket, Peer peer) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(socket, peer.serverName(), peer.socketAddress().getPort(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setProtocols(VERSIONS);
    parameters.setServerNames(serverNames(peer.serverName()));
    tls.setSSLParameters(parameters);
    return tls;
  }

  /** What the finished handshake showed. */
  TlsFacts facts(SSLSocket tls, Peer peer) {
    SSLSession session = tls.getSession();
    List<X509Certificate> chain = new ArrayList<>();
    try {
      for (Certificate certificate : session.getPeerCertificates()) {
        if (certificate instanceof X509Certificate x509) {
          chain.add(x509);
        }
      }
    } catch (SSLPeerUnverifiedException none) {
      chain.clear(); // a cipher suite without certificates; the verdict says so
    }
    return new TlsFacts(
        session.getProtocol(), session.getCipherSuite(), chain, pkix.check(chain, peer.host()));
  }

  private static List<SNIServerName> serverNames(String host) {
    if (host.contains(":") || Character.isDigit(host.charAt(host.length() - 1))) {
      return List.of(); // RFC 6066 §3: literal addresses are not permitted
    }
    try {
      return List.of(new SNIHostName(host));
    } catch (IllegalArgumentException notAllowed) {
      return List.of(); // an underscore in the name: goes without, as older servers expect
    }
  }

  /** Takes every certificate, see the class comment. Clients are none of its business. */
  private static final class JudgedLater extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
      // judged by PkixCheck after the handshake
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
      // judged by PkixCheck after the handshake
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
      // judged by PkixCheck after the handshake
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
      throw new UnsupportedOperationException("a client's trust only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
      throw new UnsupportedOperationException("a client's trust only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
      throw new UnsupportedOperationException("a client's trust only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
