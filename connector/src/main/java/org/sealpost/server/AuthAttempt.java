package org.sealpost.server;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.Credential;
import org.sealpost.inflow.ScramKeys;
import org.sealpost.inflow.SignIn;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.sasl.Exchange;
import org.sealpost.sasl.Step;
import org.sealpost.sasl.StrictBase64;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.SaslMechanism;

/**
 * One AUTH command and what follows it (RFC 4954 §4): carries the steps of the SASL exchange
 * between the client and the endpoint, and answers at the end. Used by the session's event loop
 * only.
 */
final class AuthAttempt {
  private static final String CANCEL = "*";

  private final ServerSession session;
  private final SmtpSession hello;
  private final SaslMechanism mechanism;
  private final Exchange exchange;
  private @Nullable String userName;
  private @Nullable String identity;
  private boolean refused;

  AuthAttempt(
      ServerSession session, SmtpSession hello, SaslMechanism mechanism, Exchange exchange) {
    this.session = session;
    this.hello = hello;
    this.mechanism = mechanism;
    this.exchange = exchange;
  }

  /** A line of the client's, or what came in place of one. */
  void onFramed(Framed framed) {
    if (framed == Framed.Fault.TOO_LONG) {
      abort(Replies.AUTHENTICATION_LINE_TOO_LONG, "line too long");
    } else if (!(framed instanceof Framed.Line line)) {
      abort(Replies.AUTHENTICATION_ENCODING, "not a line of text");
    } else if (line.text().equals(CANCEL)) {
      abort(Replies.AUTHENTICATION_CANCELLED, "cancelled by the client");
    } else {
      Optional<byte[]> response = StrictBase64.decode(line.text());
      if (response.isPresent()) {
        take(exchange.onResponse(response.get()));
      } else {
        abort(Replies.AUTHENTICATION_ENCODING, "not base64");
      }
    }
  }

  /** Does what the exchange asks for. */
  void take(Step step) {
    if (step instanceof Step.Challenge challenge) {
      byte[] text = challenge.text().getBytes(StandardCharsets.UTF_8);
      session.challenge(Replies.challenge(StrictBase64.encode(text)));
    } else if (step instanceof Step.KeysWanted wanted) {
      userName = wanted.userName();
      session
          .context()
          .endpoint()
          .scramKeys(hello, wanted.userName(), session.authenticating(this::onKeys));
    } else if (step instanceof Step.Offered offered) {
      userName = nameIn(offered.credential());
      session
          .context()
          .endpoint()
          .signIn(hello, offered.credential(), session.authenticating(this::onSignIn));
    } else if (step instanceof Step.Succeeded) {
      succeed();
    } else if (step instanceof Step.Malformed malformed) {
      abort(Replies.AUTHENTICATION_MALFORMED, malformed.why());
    } else if (step instanceof Step.Refused refusal) {
      fail(Replies.AUTHENTICATION_REFUSED, refusal.why(), refusal.closes());
    }
  }

  private static @Nullable String nameIn(Credential credential) {
    if (credential instanceof Credential.Password password) {
      return password.userName();
    }
    if (credential instanceof Credential.ScramProven proven) {
      return proven.userName();
    }
    if (credential instanceof Credential.ClientCertificate certificate) {
      return certificate.chain().get(0).getSubjectX500Principal().getName();
    }
    return null;
  }

  private void onKeys(Optional<ScramKeys> keys) {
    if (keys.isPresent()) {
      take(exchange.onKeys(keys.get()));
    } else {
      unavailable();
    }
  }

  private void onSignIn(SignIn answer) {
    if (answer instanceof SignIn.Accepted accepted) {
      identity = accepted.identity();
      take(exchange.onVerdict(true));
    } else if (answer instanceof SignIn.Refused) {
      refused = true;
      take(exchange.onVerdict(false));
    } else {
      unavailable();
    }
  }

  private void succeed() {
    String who = identity;
    if (who == null) {
      throw new IllegalStateException("success without an identity");
    }
    session.authentication().succeeded(who);
    session.conduct().authenticated();
    session.context().authFailures().recordSuccess(hello.client().getAddress());
    session.authenticated(hello.withIdentity(who));
    ConnectorLog.authenticated(hello, mechanism, who);
    session.exchangeOver();
    session.reply(Replies.AUTHENTICATED);
  }

  private void unavailable() {
    ConnectorLog.authenticationUnavailable(hello, mechanism);
    session.authentication().ended();
    session.exchangeOver();
    session.reply(Replies.AUTHENTICATION_UNAVAILABLE);
  }

  private void abort(Reply reply, String why) {
    if (refused) {
      // Who walks away from a refusal (RFC 7628 §3.2.3) has failed no less.
      fail(reply, why, false);
      return;
    }
    ConnectorLog.authenticationRefused(hello, mechanism, userName, why);
    session.authentication().ended();
    session.exchangeOver();
    session.refuse(reply);
  }

  private void fail(Reply reply, String why, boolean closes) {
    ConnectorLog.authenticationRefused(hello, mechanism, userName, why);
    session.context().authFailures().recordFailure(hello.client().getAddress());
    session.authenticatingIn(
        session.authentication().failed(),
        () -> {
          session.exchangeOver();
          if (session.authentication().hasFailedTooOften()) {
            session.close(Replies.TOO_MANY_FAILED_AUTHENTICATIONS);
          } else if (closes) {
            session.close(reply);
          } else {
            session.reply(reply);
          }
        });
  }
}
