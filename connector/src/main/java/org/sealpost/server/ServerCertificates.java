package org.sealpost.server;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificates a server has, and which of them it shows: one that has the name the client asks
 * for by SNI (RFC 6066 §3), otherwise the first. Of several with the same name the client's
 * algorithms decide, so that an ECDSA and an RSA certificate can stand side by side.
 */
final class ServerCertificates extends X509ExtendedKeyManager {
  /** GeneralName: dNSName (RFC 5280 §4.2.1.6). */
  private static final int DNS_NAME = 2;

  private final List<Entry> entries;

  /** At least one; the first is the one for clients that name nobody we know. */
  ServerCertificates(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** A key and the chain to it, the server's own certificate first. */
  record Entry(PrivateKey key, List<X509Certificate> chain) {
    Entry {
      chain = List.copyOf(chain);
    }

    boolean isFor(String host) {
      return names().stream().anyMatch(name -> matches(name, host));
    }

    private List<String> names() {
      List<String> names = new ArrayList<>();
      try {
        Collection<List<?>> alternatives = chain.get(0).getSubjectAlternativeNames();
        if (alternatives != null) {
          for (List<?> alternative : alternatives) {
            if (Integer.valueOf(DNS_NAME).equals(alternative.get(0))) {
              names.add(String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT));
            }
          }
        }
      } catch (CertificateParsingException unreadable) {
        // A certificate without names that can be read is for nobody in particular.
        return List.of();
      }
      return names;
    }

    // RFC 6125 §6.4.3: an asterisk stands for the leftmost label and nothing else.
    private static boolean matches(String name, String host) {
      if (!name.startsWith("*.")) {
        return name.equals(host);
      }
      int dot = host.indexOf('.');
      return dot > 0 && name.substring(1).equals(host.substring(dot));
    }
  }

  int count() {
    return entries.size();
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    List<String> asked = askedFor(engine);
    // Those that have the name, else the first file's. That may be of another key type: then the
    // runtime asks again with the next type the client can do.
    List<Entry> named =
        entries.stream().filter(entry -> asked.stream().anyMatch(entry::isFor)).toList();
    List<Entry> candidates = named.isEmpty() ? entries.subList(0, 1) : named;
    for (Entry entry : candidates) {
      if (entry.key().getAlgorithm().equals(keyType)) {
        return Integer.toString(entries.indexOf(entry));
      }
    }
    return null;
  }

  private static List<String> askedFor(@Nullable SSLEngine engine) {
    if (engine == null || !(engine.getHandshakeSession() instanceof ExtendedSSLSession session)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (SNIServerName name : session.getRequestedServerNames()) {
      if (name instanceof SNIHostName host) {
        names.add(host.getAsciiName().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return entry(alias).chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return entry(alias).key();
  }

  private Entry entry(String alias) {
    return entries.get(Integer.parseInt(alias));
  }

  // Sockets and the client's side are not used here.

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return chooseEngineServerAlias(keyType, issuers, null);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
