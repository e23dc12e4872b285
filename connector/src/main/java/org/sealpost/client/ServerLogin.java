package org.sealpost.client;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sealpost.sasl.ChannelBindings;
import org.sealpost.sasl.ClientExchange;
import org.sealpost.sasl.ClientLogin;
import org.sealpost.sasl.ClientPlain;
import org.sealpost.sasl.ClientScram;
import org.sealpost.sasl.SaslPrep;
import org.sealpost.smtp.SaslMechanism;

/** The name and password by which the client makes itself known to a server. Never printed. */
public final class ServerLogin {
  private final String userName;
  private final String password;

  private ServerLogin(String userName, String password) {
    this.userName = userName;
    this.password = password;
  }

  /** Prepares both (RFC 4013); empty where one of them cannot be used as such. */
  public static Optional<ServerLogin> of(String userName, String password) {
    Optional<String> name = SaslPrep.query(userName);
    Optional<String> secret = SaslPrep.query(password);
    return name.isEmpty() || secret.isEmpty()
        ? Optional.empty()
        : Optional.of(new ServerLogin(name.get(), secret.get()));
  }

  /**
   * An exchange by the strongest mechanism that the server offers and this client can use; empty
   * where there is none.
   *
   * @param exported the TLS session's binding of the type tls-exporter; null where it has none
   */
  Optional<Chosen> strongest(
      Set<SaslMechanism> offered, byte @Nullable [] exported, Supplier<String> nonce) {
    // Choice: tls-exporter only. It is the binding of TLS 1.3 (RFC 9266 §3), and a server that
    // knows no other would refuse what is bound to its certificate.
    if (offered.contains(SaslMechanism.SCRAM_SHA_256_PLUS) && exported != null) {
      return chosen(
          SaslMechanism.SCRAM_SHA_256_PLUS,
          ClientScram.bound(
              ChannelBindings.TLS_EXPORTER, exported, userName, password, nonce.get()));
    }
    if (offered.contains(SaslMechanism.SCRAM_SHA_256)) {
      return chosen(
          SaslMechanism.SCRAM_SHA_256,
          ClientScram.unbound(exported != null, userName, password, nonce.get()));
    }
    if (offered.contains(SaslMechanism.PLAIN)) {
      return chosen(SaslMechanism.PLAIN, new ClientPlain(userName, password));
    }
    return offered.contains(SaslMechanism.LOGIN)
        ? chosen(SaslMechanism.LOGIN, new ClientLogin(userName, password))
        : Optional.empty();
  }

  /** What the client goes by. */
  record Chosen(SaslMechanism mechanism, ClientExchange exchange) {}

  private static Optional<Chosen> chosen(SaslMechanism mechanism, ClientExchange exchange) {
    return Optional.of(new Chosen(mechanism, exchange));
  }

  /** The name alone. */
  @Override
  public String toString() {
    return userName;
  }
}
