package org.sealpost.client;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a TLS handshake showed.
 *
 * @param version for example {@code TLSv1.3}
 * @param cipher the cipher suite by its IANA name
 * @param chain as the peer sent it, its own certificate first
 * @param pkix what the chain proved against the trusted roots and the host's name; worked out
 *     whether or not anybody asks for it
 */
public record TlsFacts(
    String version, String cipher, List<X509Certificate> chain, PkixVerdict pkix) {
  /** Copies the chain. */
  public TlsFacts {
    chain = List.copyOf(chain);
  }
}
