package org.sealpost.certificate;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.sealpost.config.AcmeSettings;
import org.sealpost.smtp.Domain;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.exception.AcmeException;

/** Asks a certificate authority for a certificate (RFC 8555 §7.4). */
final class CertificateOrder implements CertificateSource {
  private static final Duration NETWORK_PATIENCE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final AcmeSettings settings;
  private final AuthorityClient client;

  /**
   * @param roots who may certify the authority's own HTTPS server
   */
  CertificateOrder(AcmeSettings settings, Set<TrustAnchor> roots) {
    this.settings = settings;
    this.client = new AuthorityClient(roots);
  }

  @Override
  public List<X509Certificate> chain(KeyPair account, KeyPair certified)
      throws IOException, InterruptedException {
    try {
      Order order =
          login(account)
              .newOrder()
              .domains(settings.hosts().stream().map(Domain::name).toList())
              .create();
      if (order.getStatus() != Status.READY && order.getStatus() != Status.VALID) {
        prove(order);
      }
      order.execute(certified);
      if (order.waitForCompletion(PATIENCE) != Status.VALID) {
        throw new IOException("no certificate was issued: " + reason(order));
      }
      return order.getCertificate().getCertificateChain();
    } catch (AcmeException refused) {
      throw new IOException(refused.toString(), refused);
    }
  }

  // RFC 8555 §7.3: an account that is there already is found by its key.
  private Login login(KeyPair account) throws AcmeException {
    Session session = new Session(settings.directory(), client);
    session.networkSettings().setTimeout(NETWORK_PATIENCE);
    AccountBuilder builder = new AccountBuilder().useKeyPair(account).agreeToTermsOfService();
    if (settings.contact() != null) {
      builder.addEmail(settings.contact());
    }
    return builder.createLogin(session);
  }

  private void prove(Order order) throws AcmeException, IOException, InterruptedException {
    try (ChallengeListener listener =
        new ChallengeListener(new InetSocketAddress(settings.bind(), settings.port()))) {
      for (Authorization authorization : order.getAuthorizations()) {
        // RFC 8555 §7.1.4: what was proved a short time ago need not be proved again.
        if (authorization.getStatus() != Status.VALID) {
          prove(authorization, listener);
        }
      }
      if (order.waitUntilReady(PATIENCE) != Status.READY) {
        throw new IOException("the order was refused: " + reason(order));
      }
    }
  }

  private static void prove(Authorization authorization, ChallengeListener listener)
      throws AcmeException, IOException, InterruptedException {
    String name = authorization.getIdentifier().getDomain();
    Http01Challenge challenge =
        authorization
            .findChallenge(Http01Challenge.class)
            .orElseThrow(() -> new IOException("no HTTP-01 challenge is offered for " + name));
    listener.expect(challenge.getToken(), challenge.getAuthorization());
    challenge.trigger();
    if (challenge.waitForCompletion(PATIENCE) != Status.VALID) {
      throw new IOException(
          "that " + name + " is ours was not believed: " + text(challenge.getError().orElse(null)));
    }
  }

  private static String reason(Order order) {
    return text(order.getError().orElse(null));
  }

  private static String text(@org.jspecify.annotations.Nullable Problem problem) {
    return problem == null ? "no reason given" : problem.toString();
  }
}
