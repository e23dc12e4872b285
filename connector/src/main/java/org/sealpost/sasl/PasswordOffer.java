package org.sealpost.sasl;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.Credential;

/** A name and a password in clear, as PLAIN and LOGIN bring them. */
final class PasswordOffer {
  /** RFC 4616 §2 wants 255 octets at least; more than this is nobody's password. */
  static final int MAX_OCTETS = 1024;

  private PasswordOffer() {}

  /**
   * Prepares the three and offers them.
   *
   * @param authorizationId empty: none
   */
  static Step of(String authorizationId, String userName, String password) {
    // RFC 4616 §2: where the preparation fails, or leaves nothing, verification fails.
    Optional<String> name = SaslPrep.query(userName);
    Optional<String> secret = SaslPrep.query(password);
    @Nullable String actAs = null;
    if (!authorizationId.isEmpty()) {
      // RFC 4954 §4: an authorization identity that cannot be prepared fails.
      actAs = SaslPrep.query(authorizationId).orElse(null);
      if (actAs == null) {
        return new Step.Refused("authorization identity cannot be prepared", false);
      }
    }
    if (name.isEmpty() || secret.isEmpty()) {
      return new Step.Refused("name or password cannot be prepared", false);
    }
    return new Step.Offered(new Credential.Password(name.get(), secret.get(), actAs));
  }
}
