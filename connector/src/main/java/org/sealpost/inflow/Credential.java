package org.sealpost.inflow;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client offered to prove who it is (RFC 4954), as far as the connector could check it. */
public sealed interface Credential {
  /**
   * A user name with its password in clear, from PLAIN (RFC 4616) or LOGIN; not checked yet. All
   * names and the password are prepared with SASLprep (RFC 4013) as query strings.
   *
   * @param authorizationId whom the client wants to act as, null where it said nothing
   */
  record Password(String userName, String password, @Nullable String authorizationId)
      implements Credential {
    @Override
    public String toString() {
      return "Password of " + userName; // the password itself never reaches a log
    }
  }

  /**
   * A user name whose SCRAM proof was right (RFC 5802 §3): checked by the connector against {@link
   * MailTransactionListener#scramKeys}.
   *
   * @param authorizationId whom the client wants to act as, null where it said nothing
   */
  record ScramProven(String userName, @Nullable String authorizationId) implements Credential {}

  /**
   * A bearer token (RFC 7628, RFC 6750); not checked yet.
   *
   * @param authorizationId whom the client wants to act as, null where it said nothing
   */
  record BearerToken(String token, @Nullable String authorizationId) implements Credential {
    @Override
    public String toString() {
      return "BearerToken";
    }
  }

  /**
   * The certificate of the TLS session, for EXTERNAL (RFC 4422 appendix A). Its private key was
   * proven by the handshake, and the chain leads to one of {@link
   * ListenerPlan.Authentication#clientRoots} and is valid now; whose it is was not checked.
   *
   * @param chain the client's own certificate first, at least one
   * @param authorizationId whom the client wants to act as, null where it said nothing
   */
  record ClientCertificate(List<X509Certificate> chain, @Nullable String authorizationId)
      implements Credential {
    /** Copies the list. */
    public ClientCertificate {
      chain = List.copyOf(chain);
    }
  }
}
