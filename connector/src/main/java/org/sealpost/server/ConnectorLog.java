package org.sealpost.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.SaslMechanism;

/**
 * Every line this module's server side and adapter write to the log. Ids are never used again for
 * something else; text from peers is escaped and cut here.
 */
public final class ConnectorLog {
  private static final Logger LOGGER = System.getLogger("org.sealpost.connector");
  private static final int MAX_PEER_TEXT = 320;

  private ConnectorLog() {}

  // 10xx: listeners.

  static void listenersOpened(List<InetSocketAddress> addresses) {
    LOGGER.log(Level.INFO, "MTA-1001 SMTP listeners opened addresses={0}", addresses.toString());
  }

  static void listenersClosed(int sessionsCutOff) {
    LOGGER.log(
        Level.INFO,
        "MTA-1002 SMTP listeners closed sessionsCutOff={0}",
        Integer.toString(sessionsCutOff));
  }

  static void interfacesUnknown(Throwable cause) {
    LOGGER.log(
        Level.WARNING,
        "MTA-1003 this machine's addresses cannot be listed; why a port could not be opened is a"
            + " guess",
        cause);
  }

  static void certificatesLoaded(int count) {
    LOGGER.log(Level.INFO, "MTA-1004 certificates loaded count={0}", Integer.toString(count));
  }

  /** The new certificate files are no good; what was loaded before stays in use. */
  static void certificatesKept(String why) {
    LOGGER.log(
        Level.ERROR,
        "MTA-1005 new certificate files not taken, the old certificate stays in use: "
            + clean(why));
  }

  // 11xx: sessions and transactions.

  static void accepted(SmtpSession session, Envelope envelope, long octets, Reply reply) {
    // The application has its own line for a message it took; this one adds the dialogue's view.
    if (LOGGER.isLoggable(Level.DEBUG)) {
      LOGGER.log(Level.DEBUG, "MTA-1101 accepted " + transaction(session, envelope, octets, reply));
    }
  }

  static void refused(SmtpSession session, Envelope envelope, long octets, Reply reply) {
    if (LOGGER.isLoggable(Level.INFO)) {
      LOGGER.log(Level.INFO, "MTA-1102 refused " + transaction(session, envelope, octets, reply));
    }
  }

  private static String transaction(
      SmtpSession session, Envelope envelope, long octets, Reply reply) {
    SmtpSession.Tls tls = session.tls();
    return "session="
        + session.id()
        + " listener="
        + session.listener()
        + " client="
        + address(session.client())
        + " reversePath=<"
        + clean(envelope.reversePath().text())
        + "> forwardPaths="
        + envelope.recipients().size()
        + " octets="
        + octets
        + " requireTls="
        + envelope.parameters().requireTls()
        + " tls="
        + (tls == null ? "none" : tls.version())
        + " code="
        + reply.code()
        + (reply.status() == null ? "" : " status=" + reply.status());
  }

  static void handshakeFailed(String session, InetSocketAddress client, @Nullable Throwable cause) {
    LOGGER.log(
        Level.INFO,
        "MTA-1103 TLS handshake failed session="
            + session
            + " client="
            + address(client)
            + " cause="
            + clean(String.valueOf(cause)));
  }

  static void timedOut(String session, InetSocketAddress client) {
    LOGGER.log(Level.INFO, "MTA-1104 timed out session=" + session + " client=" + address(client));
  }

  /**
   * A connection that got nothing but this reply.
   *
   * @param unmentioned how many others there were since the last such line
   */
  static void connectionRefused(InetSocketAddress client, Reply reply, int unmentioned) {
    LOGGER.log(
        Level.WARNING,
        "MTA-1105 connection refused client="
            + address(client)
            + " code="
            + reply.code()
            + " reason="
            + clean(reply.lines().get(0))
            + " unmentioned="
            + unmentioned);
  }

  static void sessionFailed(String session, InetSocketAddress client, Throwable cause) {
    LOGGER.log(
        Level.ERROR,
        "MTA-1106 session ended by an unexpected error session="
            + session
            + " client="
            + address(client),
        cause);
  }

  static void connectionLost(String session, InetSocketAddress client, Throwable cause) {
    LOGGER.log(
        Level.DEBUG,
        "MTA-1107 connection lost session="
            + session
            + " client="
            + address(client)
            + " cause="
            + clean(String.valueOf(cause)));
  }

  static void sessionRefused(String session, InetSocketAddress client, Reply reply) {
    LOGGER.log(
        Level.INFO,
        "MTA-1108 session closed by us session="
            + session
            + " client="
            + address(client)
            + " code="
            + reply.code()
            + " reason="
            + clean(reply.lines().get(0)));
  }

  /** A proxy did not say for whom it speaks, or not in a way that can be understood. */
  static void proxyHeaderMissing(InetSocketAddress proxy, @Nullable Throwable cause) {
    LOGGER.log(
        Level.WARNING,
        "MTA-1109 no PROXY header, connection closed proxy="
            + address(proxy)
            + " cause="
            + clean(String.valueOf(cause)));
  }

  /** The endpoint refused a reverse-path or a forward-path. */
  static void pathRefused(
      String session, InetSocketAddress client, String verb, String path, Reply reply) {
    if (LOGGER.isLoggable(Level.INFO)) {
      LOGGER.log(
          Level.INFO,
          "MTA-1110 refused "
              + verb
              + " session="
              + session
              + " client="
              + address(client)
              + " path=<"
              + clean(path)
              + "> code="
              + reply.code()
              + (reply.status() == null ? "" : " status=" + reply.status()));
    }
  }

  // 14xx: authentication. Names are escaped and cut; passwords, tokens and proofs never come here.

  static void authenticated(SmtpSession session, SaslMechanism mechanism, String identity) {
    LOGGER.log(
        Level.INFO,
        "MTA-1401 authenticated " + attempt(session, mechanism) + " identity=" + clean(identity));
  }

  static void authenticationRefused(
      SmtpSession session, SaslMechanism mechanism, @Nullable String userName, String why) {
    LOGGER.log(
        Level.INFO,
        "MTA-1402 authentication refused "
            + attempt(session, mechanism)
            + (userName == null ? "" : " user=" + clean(userName))
            + " reason="
            + why);
  }

  static void authenticationUnavailable(SmtpSession session, SaslMechanism mechanism) {
    LOGGER.log(
        Level.WARNING,
        "MTA-1403 authentication not possible now, the client was told to try again "
            + attempt(session, mechanism));
  }

  static void clientCertificateRefused(X509Certificate certificate, Throwable cause) {
    LOGGER.log(
        Level.INFO,
        "MTA-1404 certificate of a client does not count subject="
            + clean(certificate.getSubjectX500Principal().getName())
            + " cause="
            + clean(String.valueOf(cause)));
  }

  static void bindingUnavailable(Throwable cause) {
    LOGGER.log(
        Level.WARNING,
        "MTA-1405 channel binding of a TLS session cannot be had cause="
            + clean(String.valueOf(cause)));
  }

  private static String attempt(SmtpSession session, SaslMechanism mechanism) {
    return "session="
        + session.id()
        + " listener="
        + session.listener()
        + " client="
        + address(session.client())
        + " mechanism="
        + mechanism.wireName();
  }

  // 12xx: mail data on disk.

  static void spoolFailed(String session, Throwable cause) {
    LOGGER.log(
        Level.ERROR,
        "MTA-1201 mail data could not be written to the spool directory session="
            + session
            + "; check its free space and permissions",
        cause);
  }

  static void spoolLeft(Throwable cause) {
    LOGGER.log(
        Level.WARNING,
        "MTA-1202 a file in the spool directory was not removed now; the next start removes it",
        cause);
  }

  // 13xx: the resource adapter and the endpoint.

  /** The endpoint threw where it should have answered; the client got 451. */
  public static void endpointThrew(String method, Throwable cause) {
    LOGGER.log(Level.ERROR, "MTA-1301 the mail endpoint failed method=" + method, cause);
  }

  /** The endpoint said yes, but its transaction did not commit; the client got 451. */
  public static void notCommitted(String session, int transactionStatus) {
    LOGGER.log(
        Level.WARNING,
        "MTA-1302 message not stored, its transaction did not commit session="
            + session
            + " transactionStatus="
            + transactionStatus);
  }

  /** An endpoint could not be created or called at all; it is tried again. */
  public static void endpointUnavailable(Throwable cause) {
    LOGGER.log(
        Level.WARNING, "MTA-1303 no mail endpoint to be had cause=" + clean(cause.toString()));
  }

  /** The application never got ready; its listeners stay closed until it is deployed again. */
  public static void activationFailed(Throwable cause) {
    LOGGER.log(
        Level.ERROR,
        "MTA-1304 the SMTP listeners stay closed: the application did not start",
        cause);
  }

  /** The listeners could not be opened; the application was told as well. */
  public static void listenersRefused(String why) {
    LOGGER.log(Level.ERROR, "MTA-1305 the SMTP listeners stay closed: " + clean(why));
  }

  /** Something of the stop did not go as it should; the stop went on. */
  public static void stopIncomplete(String what, @Nullable Throwable cause) {
    LOGGER.log(Level.WARNING, "MTA-1306 stop incomplete: " + what, cause);
  }

  private static String address(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** Text from outside as one harmless, bounded piece of a log line. */
  private static String clean(String text) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), MAX_PEER_TEXT) + 1);
    for (int i = 0; i < text.length() && i < MAX_PEER_TEXT; i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return text.length() > MAX_PEER_TEXT ? out.append('…').toString() : out.toString();
  }
}
