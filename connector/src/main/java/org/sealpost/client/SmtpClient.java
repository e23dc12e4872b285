package org.sealpost.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.SessionFault.Kind;
import org.sealpost.client.SessionOpening.NotOpened;
import org.sealpost.client.SessionOpening.Opened;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Reply;

/**
 * Opens SMTP sessions: connection, greeting, EHLO, STARTTLS with its own EHLO (RFC 5321 §3.1, RFC
 * 3207 §4). Thread-safe.
 */
public final class SmtpClient {
  private final Domain hostName;
  private final ClientTimeouts timeouts;
  private final ClientTls tls;
  private final StallWatch watch;

  /**
   * @param hostName the name given in EHLO (RFC 5321 §4.1.1.1)
   * @param pkix judges certificates
   * @param watch has to be swept by the caller about once a second
   */
  public SmtpClient(Domain hostName, ClientTimeouts timeouts, PkixCheck pkix, StallWatch watch) {
    this.hostName = hostName;
    this.timeouts = timeouts;
    this.tls = new ClientTls(pkix);
    this.watch = watch;
  }

  /** The same without a deadline for what comes after it. */
  public SessionOpening open(Peer peer, TlsUse use, Duration connectLimit) {
    return open(peer, use, connectLimit, Deadline.NONE);
  }

  /**
   * Opens a session. Blocks.
   *
   * @param use never weakened: where TLS is demanded and cannot be had, there is no session
   * @param connectLimit how long the TCP connection may take
   * @param deadline when whatever the session is for has to be over
   */
  public SessionOpening open(Peer peer, TlsUse use, Duration connectLimit, Deadline deadline) {
    return open(List.of(peer), use, connectLimit, deadline);
  }

  /**
   * Opens a session with whichever address of a host answers first (RFC 8305 §5). Blocks.
   *
   * @param peers the same host at its addresses, the preferred one first; at least one
   * @param use as above
   * @param connectLimit how long the TCP connection may take, all addresses together
   */
  public SessionOpening open(
      List<Peer> peers, TlsUse use, Duration connectLimit, Deadline deadline) {
    PeerConnection connection;
    try {
      connection = PeerConnection.connect(peers, timeouts, deadline.cap(connectLimit), watch);
      connection.until(deadline);
    } catch (IOException failed) {
      String detail = PeerText.oneLine(failed.toString(), 200);
      SessionFault fault = new SessionFault(Kind.CONNECT_FAILED, null, null, detail);
      return new NotOpened(fault, peers.get(peers.size() - 1));
    }
    try {
      return new Opened(begin(connection, use));
    } catch (SessionFaultException expected) {
      connection.close();
      return new NotOpened(
          expected.fault(), connection.peer(), connection.ownAddress(), connection.peerName());
    }
  }

  /**
   * Whether the server at the other end calls itself what we are called, so that whatever led there
   * leads back to us (RFC 5321 §5.1).
   */
  public boolean isOurselves(SmtpClientSession session) {
    return session.capabilities().name().equalsIgnoreCase(hostName.name());
  }

  private SmtpClientSession begin(PeerConnection connection, TlsUse use)
      throws SessionFaultException {
    TlsFacts facts = use == TlsUse.IMPLICIT ? handshake(connection, null) : null;
    greeting(connection);
    PeerCapabilities capabilities = hello(connection, use.permitsPlaintext());
    boolean offered = capabilities.offers(Extension.STARTTLS);
    if (use == TlsUse.STARTTLS && !offered) {
      throw refused(connection, Kind.NO_STARTTLS, "EHLO", null);
    }
    boolean wanted = use == TlsUse.STARTTLS || use == TlsUse.STARTTLS_IF_OFFERED;
    if (wanted && offered) {
      facts = startTls(connection);
      // RFC 3207 §4.2: what was learnt before TLS is thrown away.
      capabilities = hello(connection, false);
    }
    connection.expectEnhancedStatusCodes(capabilities.offers(Extension.ENHANCED_STATUS_CODES));
    return new SmtpClientSession(connection, capabilities, facts);
  }

  private void greeting(PeerConnection connection) throws SessionFaultException {
    Reply reply;
    try {
      reply = connection.reply(timeouts.greeting());
    } catch (IOException failed) {
      throw new SessionFaultException(connection.fault(failed, SessionFault.GREETING));
    }
    if (reply.code() != 220) {
      throw refused(connection, Kind.REFUSED, SessionFault.GREETING, reply);
    }
    connection.calls(PeerCapabilities.ofHelo(reply).name());
  }

  private PeerCapabilities hello(PeerConnection connection, boolean mayFallBack)
      throws SessionFaultException {
    Reply reply = ask(connection, "EHLO", "EHLO " + hostName);
    if (reply.code() == 250) {
      PeerCapabilities announced = PeerCapabilities.of(reply);
      connection.calls(announced.name());
      return announced;
    }
    // RFC 5321 §3.2: a server that does not know EHLO gets HELO. Not where TLS is demanded, which
    // HELO cannot lead to, and not under TLS, which only EHLO can have led to.
    if (!mayFallBack || reply.code() < 500 || reply.code() > 504) {
      throw refused(connection, Kind.REFUSED, "EHLO", reply);
    }
    reply = ask(connection, "HELO", "HELO " + hostName);
    if (reply.code() != 250) {
      throw refused(connection, Kind.REFUSED, "HELO", reply);
    }
    return PeerCapabilities.ofHelo(reply);
  }

  private TlsFacts startTls(PeerConnection connection) throws SessionFaultException {
    Reply reply = ask(connection, "STARTTLS", "STARTTLS");
    if (reply.code() != 220) {
      throw refused(connection, Kind.STARTTLS_REFUSED, "STARTTLS", reply);
    }
    return handshake(connection, "STARTTLS");
  }

  private TlsFacts handshake(PeerConnection connection, @Nullable String command)
      throws SessionFaultException {
    try {
      return connection.startTls(tls);
    } catch (IOException failed) {
      throw new SessionFaultException(connection.handshakeFault(failed, command));
    }
  }

  private Reply ask(PeerConnection connection, String verb, String line)
      throws SessionFaultException {
    try {
      return connection.ask(line, timeouts.command());
    } catch (IOException failed) {
      throw new SessionFaultException(connection.fault(failed, verb));
    }
  }

  /** Ends a session that works but is no use, with the QUIT of RFC 5321 §4.1.1.10. */
  private SessionFaultException refused(
      PeerConnection connection, Kind kind, String command, @Nullable Reply reply) {
    new SmtpClientSession(connection, PeerCapabilities.NONE, null).quit();
    // Only 4yz and 5yz refuse; any other code is out of place here.
    boolean outOfPlace = reply != null && reply.isPositive();
    Kind known = outOfPlace ? Kind.MALFORMED_REPLY : kind;
    String detail = reply == null ? "not offered" : reply.code() + " " + reply.lines().get(0);
    return new SessionFaultException(
        new SessionFault(known, command, outOfPlace ? null : reply, PeerText.oneLine(detail, 200)));
  }
}
