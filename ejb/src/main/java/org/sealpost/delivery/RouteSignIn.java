package org.sealpost.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PeerText;
import org.sealpost.client.ServerLogin;
import org.sealpost.client.SignInResult;
import org.sealpost.client.SmtpClientSession;
import org.sealpost.config.RouteLogin;

/**
 * Signs in at the server of a route (RFC 4954). Whatever goes wrong with it is never the message's
 * fault: it waits, and the operator reads of it. Thread-safe.
 */
final class RouteSignIn {
  /** A server that said no is not asked again for so long: many count, and lock the account. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Map<Place, Refusal> refusals = new ConcurrentHashMap<>();

  RouteSignIn(InstantSource clock) {
    this.clock = clock;
  }

  private record Place(String host, int port, RouteLogin login) {}

  /** Until when not to ask again, unless the password file is another one by then. */
  private record Refusal(Instant until, @Nullable FileTime passwordOf, Failure failure) {}

  /** Why a host need not be connected to now: it has just said no; null where it need. */
  @Nullable Failure recentRefusal(TargetHost host) {
    RouteLogin login = host.login();
    if (login == null) {
      return null;
    }
    Place place = new Place(host.name(), host.port(), login);
    Refusal refusal = refusals.get(place);
    if (refusal == null) {
      return null;
    }
    boolean counts =
        clock.instant().isBefore(refusal.until())
            && lastChange(login).equals(Optional.ofNullable(refusal.passwordOf()));
    if (!counts) {
      refusals.remove(place, refusal);
    }
    return counts ? refusal.failure() : null;
  }

  /**
   * Signs in where the route wants it and the session has not yet. Blocks.
   *
   * @param session verified as the route demands
   * @return why the session cannot be used; null where it can
   */
  @Nullable Failure signIn(TargetHost host, SmtpClientSession session) {
    RouteLogin login = host.login();
    if (login == null || session.isSignedIn()) {
      return null;
    }
    Optional<FileTime> passwordOf = lastChange(login);
    Optional<ServerLogin> secret = secret(login);
    if (secret.isEmpty()) {
      return Failures.local("4.3.5", "This server's password for " + host.name() + " is missing.");
    }
    SignInResult result = session.signIn(secret.get());
    if (result instanceof SignInResult.SignedIn) {
      return null;
    }
    if (result instanceof SignInResult.Broken broken) {
      return Failures.notOpened(host.name(), broken.fault());
    }
    Failure failure = failure(host.name(), result);
    DeliveryLog.signInFailed(host.name(), login.userName(), failure);
    refusals.put(
        new Place(host.name(), host.port(), login),
        new Refusal(clock.instant().plus(PAUSE), passwordOf.orElse(null), failure));
    return failure;
  }

  private static Failure failure(String host, SignInResult result) {
    if (result instanceof SignInResult.Refused refused) {
      return Failures.signInRefused(host, refused.reply());
    }
    if (result instanceof SignInResult.NoMechanism) {
      return Failures.atHost(
          "4.7.4", host + " offers no way to sign in that this server knows.", host);
    }
    if (result instanceof SignInResult.Unproved) {
      // RFC 5802 §5: somebody who does not know the password, however good the certificate.
      return Failures.atHost(
          "4.7.8", host + " could not prove that it knows this server's password.", host);
    }
    throw new AssertionError(result);
  }

  private static Optional<ServerLogin> secret(RouteLogin login) {
    try {
      Optional<ServerLogin> secret = ServerLogin.of(login.userName(), login.password());
      if (secret.isEmpty()) {
        DeliveryLog.passwordUnusable(login, "characters that RFC 4013 prohibits");
      }
      return secret;
    } catch (IOException unreadable) {
      DeliveryLog.passwordUnusable(login, PeerText.oneLine(unreadable.toString(), 200));
      return Optional.empty();
    }
  }

  private static Optional<FileTime> lastChange(RouteLogin login) {
    try {
      return Optional.of(Files.getLastModifiedTime(login.passwordFile()));
    } catch (IOException gone) {
      return Optional.empty(); // reading it says so in the log
    }
  }
}
