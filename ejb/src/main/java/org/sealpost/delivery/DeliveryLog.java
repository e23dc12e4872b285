package org.sealpost.delivery;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PeerText;
import org.sealpost.client.SessionFault;
import org.sealpost.config.RouteLogin;

/**
 * The messages of delivery. Ids are never used for something else.
 *
 * <ul>
 *   <li>MTA-3001 (INFO): one attempt is over.
 *   <li>MTA-3002 (DEBUG): one host of an attempt.
 *   <li>MTA-3003 (INFO): TLS with a host failed and the mail went without, as it was allowed to.
 *   <li>MTA-3004 (ERROR): a message in the queue cannot be read; look at disk and database.
 *   <li>MTA-3005 (DEBUG): an idle session was dead and was replaced.
 *   <li>MTA-3006 (WARNING): the server of a route did not let us sign in; its mail waits. Look at
 *       {@code user} and {@code password-file} of the route.
 *   <li>MTA-3007 (WARNING): the password of a route cannot be read or used; its mail waits.
 * </ul>
 */
final class DeliveryLog {
  private static final System.Logger LOGGER = System.getLogger("org.sealpost.delivery");
  private static final int MOST_CHARACTERS = 400;

  private DeliveryLog() {}

  static void attempted(DeliveryJob job, DeliveryResult result) {
    if (!LOGGER.isLoggable(Level.INFO)) {
      return;
    }
    int relayed = 0;
    Failure failure = null;
    int deferred = 0;
    int failed = 0;
    for (RecipientOutcome outcome : result.outcomes()) {
      if (outcome instanceof RecipientOutcome.Deferred later) {
        deferred++;
        failure = later.failure();
      } else if (outcome instanceof RecipientOutcome.Failed never) {
        failed++;
        failure = never.failure();
      } else {
        relayed++;
      }
    }
    HostTrace last = result.trace().get(result.trace().size() - 1);
    LOGGER.log(
        Level.INFO,
        "MTA-3001 attempt queueId={0} nextHop={1} requirement={2} relayed={3} deferred={4}"
            + " failed={5} host={6} address={7} tls={8} code={9} reason={10}",
        job.queueId(),
        job.nextHopDomain(),
        job.requirement(),
        Integer.toString(relayed),
        Integer.toString(deferred),
        Integer.toString(failed),
        last.host(),
        orDash(last.address()),
        quoted(last.tls()),
        failure == null ? "-" : failure.status(),
        quoted(failure == null ? null : failure.explanation()));
  }

  static void host(DeliveryJob job, HostTrace trace) {
    LOGGER.log(
        Level.DEBUG,
        "MTA-3002 host queueId={0} host={1} address={2} decision={3} tls={4} result={5}",
        job.queueId(),
        trace.host(),
        orDash(trace.address()),
        quoted(trace.decision()),
        quoted(trace.tls()),
        quoted(trace.result()));
  }

  static void withoutTls(DeliveryJob job, String host, SessionFault fault) {
    LOGGER.log(
        Level.INFO,
        "MTA-3003 plaintext queueId={0} host={1} requirement={2} kind={3} reason={4}",
        job.queueId(),
        host,
        job.requirement(),
        fault.kind(),
        quoted(fault.detail()));
  }

  static void unreadable(DeliveryJob job, SessionFault fault) {
    LOGGER.log(
        Level.ERROR,
        "MTA-3004 unreadable queueId={0} reason={1}",
        job.queueId(),
        quoted(fault.detail()));
  }

  static void replaced(DeliveryJob job, String host) {
    LOGGER.log(Level.DEBUG, "MTA-3005 replaced queueId={0} host={1}", job.queueId(), host);
  }

  static void signInFailed(String host, String userName, Failure failure) {
    LOGGER.log(
        Level.WARNING,
        "MTA-3006 sign-in host={0} user={1} code={2} reason={3}",
        host,
        quoted(userName),
        failure.status(),
        quoted(failure.explanation()));
  }

  static void passwordUnusable(RouteLogin login, String reason) {
    LOGGER.log(
        Level.WARNING,
        "MTA-3007 password user={0} file={1} reason={2}",
        quoted(login.userName()),
        quoted(login.passwordFile().toString()),
        quoted(reason));
  }

  private static String orDash(@Nullable String text) {
    return text == null ? "-" : text;
  }

  private static String quoted(@Nullable String text) {
    return text == null
        ? "-"
        : '"' + PeerText.oneLine(text, MOST_CHARACTERS).replace('"', '\'') + '"';
  }
}
