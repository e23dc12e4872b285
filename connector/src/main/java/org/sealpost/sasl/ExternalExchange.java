package org.sealpost.sasl;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.Credential;

/** EXTERNAL (RFC 4422 appendix A): the client is whom its TLS certificate names. */
public final class ExternalExchange implements Exchange {
  private final List<X509Certificate> chain;

  /**
   * An exchange on a TLS connection.
   *
   * @param chain the client's certificate first, verified, at least one
   */
  public ExternalExchange(List<X509Certificate> chain) {
    this.chain = List.copyOf(chain);
  }

  @Override
  public Step onResponse(byte[] response) {
    Optional<String> text = Utf8.decode(response);
    if (text.isEmpty() || text.get().indexOf('\0') >= 0) {
      return new Step.Malformed("not an authorization identity");
    }
    // RFC 4422 A.1: an empty response asks for the identity that goes with the certificate.
    @Nullable String actAs = text.get().isEmpty() ? null : SaslPrep.query(text.get()).orElse(null);
    if (actAs == null && !text.get().isEmpty()) {
      return new Step.Refused("authorization identity cannot be prepared", false);
    }
    return new Step.Offered(new Credential.ClientCertificate(chain, actAs));
  }
}
