package org.sealpost.server;

import java.util.Optional;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.sasl.Exchange;
import org.sealpost.sasl.StrictBase64;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.SaslMechanism;

/** AUTH (RFC 4954 §4): begins a SASL exchange. */
final class AuthCommand implements Command {
  private static final String EMPTY_INITIAL_RESPONSE = "=";

  @Override
  public void run(ServerSession session, String argument) {
    SmtpSession hello = session.hello();
    if (!session.listener().authenticate() || session.context().tls() == null) {
      session.refuse(Replies.AUTHENTICATION_NOT_OFFERED);
    } else if (!session.isTlsActive()) {
      // Whatever the mechanism: nothing that an account could be taken over with goes in clear.
      session.refuse(Replies.AUTHENTICATION_NEEDS_TLS);
    } else if (hello == null || !hello.extended()) {
      session.refuse(Replies.HELLO_FIRST);
    } else if (hello.identity() != null) {
      session.refuse(Replies.AUTHENTICATED_ALREADY);
    } else if (session.envelope() != null) {
      session.refuse(Replies.TRANSACTION_OPEN);
    } else if (!session.context().authFailures().mayTry(hello.client().getAddress())) {
      // RFC 4954 §9: whoever guesses passwords does so over many sessions.
      session.close(Replies.TOO_MANY_AUTH_FAILURES);
    } else {
      begin(session, hello, argument);
    }
  }

  private static void begin(ServerSession session, SmtpSession hello, String argument) {
    String[] words = argument.split(" ", -1);
    if (words[0].isEmpty() || words.length > 2) {
      session.refuse(Replies.AUTHENTICATION_SYNTAX);
      return;
    }
    Optional<SaslMechanism> mechanism = SaslMechanism.named(words[0]);
    Optional<Exchange> exchange = mechanism.flatMap(session.authentication()::exchange);
    if (mechanism.isEmpty() || exchange.isEmpty()) {
      session.refuse(Replies.MECHANISM_UNKNOWN);
      return;
    }
    AuthAttempt attempt = new AuthAttempt(session, hello, mechanism.get(), exchange.get());
    if (words.length == 1) {
      session.authentication().begin(attempt, exchange.get().begin());
      return;
    }
    String initial = words[1].equals(EMPTY_INITIAL_RESPONSE) ? "" : words[1];
    Optional<byte[]> response = StrictBase64.decode(initial);
    if (response.isEmpty()) {
      session.refuse(Replies.AUTHENTICATION_ENCODING);
    } else {
      session.authentication().begin(attempt, exchange.get().onResponse(response.get()));
    }
  }
}
