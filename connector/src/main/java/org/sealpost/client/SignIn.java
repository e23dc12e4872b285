package org.sealpost.client;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.sealpost.client.SessionFault.Kind;
import org.sealpost.client.SignInResult.Broken;
import org.sealpost.client.SignInResult.NoMechanism;
import org.sealpost.client.SignInResult.Refused;
import org.sealpost.client.SignInResult.SignedIn;
import org.sealpost.client.SignInResult.Unproved;
import org.sealpost.sasl.ChannelBindings;
import org.sealpost.sasl.ClientExchange;
import org.sealpost.sasl.StrictBase64;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.SaslMechanism;

/** The AUTH command and the exchange behind it (RFC 4954 §4). */
final class SignIn {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_OCTETS = 18;

  /** RFC 4954 §4: the command line with its initial response; a longer one goes by itself. */
  private static final int MOST_INLINE = 480;

  /** No mechanism here has as many. */
  private static final int MOST_CHALLENGES = 5;

  private final PeerConnection connection;

  SignIn(PeerConnection connection) {
    this.connection = connection;
  }

  SignInResult signIn(ServerLogin login, PeerCapabilities capabilities) {
    byte[] exported =
        connection
            .channelBindings()
            .flatMap(bindings -> bindings.find(ChannelBindings.TLS_EXPORTER))
            .orElse(null);
    Optional<ServerLogin.Chosen> strongest =
        login.strongest(capabilities.mechanisms(), exported, SignIn::nonce);
    if (strongest.isEmpty()) {
      return new NoMechanism();
    }
    try {
      return exchange(strongest.get().mechanism(), strongest.get().exchange());
    } catch (IOException failed) {
      return new Broken(connection.fault(failed, "AUTH"));
    }
  }

  private static String nonce() {
    byte[] octets = new byte[NONCE_OCTETS];
    RANDOM.nextBytes(octets);
    return Base64.getEncoder().encodeToString(octets);
  }

  private SignInResult exchange(SaslMechanism mechanism, ClientExchange exchange)
      throws IOException {
    String command = "AUTH " + mechanism.wireName();
    Optional<String> initial = exchange.initialResponse().map(StrictBase64::encode);
    boolean inline = initial.isPresent() && initial.get().length() <= MOST_INLINE;
    Reply reply = ask(inline ? command + ' ' + initial.get() : command);
    if (reply.code() == 334 && initial.isPresent() && !inline) {
      reply = ask(initial.get());
    }
    for (int i = 0; i < MOST_CHALLENGES && reply.code() == 334; i++) {
      Optional<byte[]> answer = StrictBase64.decode(reply.lines().get(0)).flatMap(exchange::answer);
      if (answer.isEmpty()) {
        // RFC 4954 §4: a lone * cancels the exchange.
        ask("*");
        return new Unproved(mechanism);
      }
      reply = ask(StrictBase64.encode(answer.get()));
    }
    if (reply.code() == 235) {
      return exchange.isSatisfied() ? new SignedIn(mechanism) : new Unproved(mechanism);
    }
    if (reply.isPositive()) {
      throw new MalformedReplyException("AUTH was answered with " + reply.code());
    }
    return new Refused(mechanism, reply);
  }

  private Reply ask(String line) throws IOException {
    Reply reply = connection.ask(line, connection.timeouts().command());
    if (reply.code() == 421) {
      throw new SessionFaultException(
          new SessionFault(Kind.CLOSED, "AUTH", reply, "the peer is closing the session"));
    }
    return reply;
  }
}
