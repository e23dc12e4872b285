package org.sealpost.server;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ListenerConfig;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.MailTransaction;
import org.sealpost.inflow.ServerLimits;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Reply;

/**
 * The server's side of one SMTP session (RFC 5321 §3, §4.1.4): what was said so far, and what may
 * come next. Used by one event loop only. The commands decide what a line means and change the
 * session through the package-private methods here.
 */
final class ServerSession {
  /** What the session waits for. */
  private enum Phase {
    COMMAND,
    MAIL_DATA,
    /** The endpoint's word on a path. */
    PATH_DECISION,
    /** The disk, then the endpoint's word on the message. */
    STORED,
    TLS_HANDSHAKE,
    CLOSED
  }

  private final ServerContext context;
  private final ListenerConfig listener;
  private final Wire wire;
  private final String id;
  private final InetSocketAddress client;
  private final InetSocketAddress local;
  // Read by other threads too, to see whether this session may be ended for another one.
  private volatile Phase phase;
  private final Conduct conduct;
  private @Nullable SmtpSession hello;
  private SmtpSession.@Nullable Tls tls;
  private @Nullable Envelope envelope;
  private @Nullable MailDataReader reader;
  private boolean ending;

  ServerSession(ServerContext context, ListenerConfig listener, Wire wire, Peers peers) {
    this.context = context;
    this.listener = listener;
    this.wire = wire;
    this.id = peers.id();
    this.client = peers.client();
    this.local = peers.local();
    ServerLimits limits = context.limits();
    this.conduct = new Conduct(limits.conduct(), limits.clients().isUnlimited(client.getAddress()));
    // RFC 8314 §3.3: on this listener TLS comes before the greeting.
    this.phase = listener.kind() == ListenerKind.SUBMISSIONS ? Phase.TLS_HANDSHAKE : Phase.COMMAND;
  }

  /** Who talks to whom, and the name of the session in log and trace field. */
  record Peers(String id, InetSocketAddress client, InetSocketAddress local) {}

  // What the connection tells the session.

  void greet() {
    wire.send(Replies.greeting(context.plan().hostName()));
  }

  /** Whether a command line or mail data may be handed in now. */
  boolean takesInput() {
    return phase == Phase.COMMAND || phase == Phase.MAIL_DATA;
  }

  boolean takesMailData() {
    return phase == Phase.MAIL_DATA;
  }

  /** Whether it is the client's turn, so that its silence counts. */
  boolean isClientsTurn() {
    return phase == Phase.COMMAND || phase == Phase.MAIL_DATA;
  }

  /**
   * Whether this session may be ended for another one: it waits for a client that has not yet shown
   * that it has mail. Any thread.
   */
  boolean isExpendable() {
    Phase now = phase;
    return !conduct.isProven()
        && (now == Phase.COMMAND || now == Phase.MAIL_DATA || now == Phase.TLS_HANDSHAKE);
  }

  boolean isClosed() {
    return phase == Phase.CLOSED;
  }

  void onFramed(Framed framed) {
    if (framed instanceof Framed.Line line) {
      CommandTable.run(this, line.text());
    } else if (framed instanceof Framed.Fault fault) {
      refuse(
          switch (fault) {
            case TOO_LONG -> Replies.LINE_TOO_LONG;
            case BARE_LF -> Replies.BARE_LINE_FEED;
            case BARE_CR -> Replies.BARE_CARRIAGE_RETURN;
            case NOT_TEXT -> Replies.NOT_TEXT;
          });
    }
  }

  /**
   * Takes mail data off the input.
   *
   * @return false where the disk is behind and more cannot be taken now
   */
  boolean onMailData(ByteBuf in) {
    MailDataReader current = reader;
    if (current == null) {
      throw new IllegalStateException("no mail data expected");
    }
    if (!current.read(in)) {
      if (current.isHopeless()) {
        ConnectorLog.sessionRefused(id, client, Replies.MESSAGE_TOO_LARGE);
        close(Replies.MESSAGE_TOO_LARGE);
      }
      return !in.isReadable();
    }
    phase = Phase.STORED;
    current.buffer().finish(() -> onMailDataComplete(current));
    return true;
  }

  private void onMailDataComplete(MailDataReader complete) {
    Envelope done = envelope;
    SmtpSession session = hello;
    if (phase != Phase.STORED || done == null || session == null) {
      // The connection broke while the last of it was written.
      complete.buffer().release();
      return;
    }
    Reply refusal = complete.refusal();
    if (refusal != null) {
      if (complete.buffer().failure() != null) {
        ConnectorLog.spoolFailed(id, complete.buffer().failure());
      }
      onStored(session, done, complete, refusal);
      return;
    }
    MailTransaction transaction =
        new MailTransaction(
            session, done.reversePath(), done.parameters(), done.forwardPaths(), complete.buffer());
    context
        .endpoint()
        .onMailData(
            transaction, reply -> wire.execute(() -> onStored(session, done, complete, reply)));
  }

  private void onStored(SmtpSession session, Envelope done, MailDataReader data, Reply reply) {
    long octets = data.buffer().octets();
    data.buffer().release();
    reader = null;
    // RFC 5321 §4.1.1.4: whatever the reply, the transaction is over.
    envelope = null;
    if (reply.isPositive()) {
      ConnectorLog.accepted(session, done, octets, reply);
      conduct.messageAccepted();
    } else {
      if (reply.code() >= 500) {
        conduct.messageRefused();
      }
      ConnectorLog.refused(session, done, octets, reply);
    }
    if (phase == Phase.CLOSED) {
      return;
    }
    phase = Phase.COMMAND;
    wire.send(reply);
    if (ending) {
      close(Replies.SHUTTING_DOWN);
    }
    wire.resume();
  }

  void onTlsActive(SmtpSession.Tls active) {
    tls = active;
    conduct.madeProgress();
    phase = Phase.COMMAND;
    // RFC 3207 §4.2: back to the state of a fresh session.
    hello = null;
    envelope = null;
  }

  /** The client does not wait where it has to: it is not listening to us. */
  void refuseEarlyTalker(Reply reply) {
    ConnectorLog.sessionRefused(id, client, reply);
    close(reply);
  }

  /** The place is needed for another session. */
  void onShed() {
    if (isExpendable()) {
      ConnectorLog.sessionRefused(id, client, Replies.PLACE_NEEDED);
      close(Replies.PLACE_NEEDED);
    }
  }

  /** The peer speaks TLS on a clear port, HTTP, or something else that is no SMTP. */
  void refuseForeignProtocol() {
    ConnectorLog.sessionRefused(id, client, Replies.NOT_SMTP);
    close(Replies.NOT_SMTP);
  }

  void onSilence() {
    ConnectorLog.timedOut(id, client);
    // RFC 5321 §3.8, §4.5.3.2.
    close(Replies.TIMED_OUT);
  }

  /**
   * The server is shutting down: mail data under way gets its reply first (RFC 5321 §3.8 lets us
   * close with 421 at any time).
   */
  void onShutdown() {
    if (phase == Phase.MAIL_DATA || phase == Phase.STORED) {
      ending = true;
    } else if (phase != Phase.CLOSED) {
      close(Replies.SHUTTING_DOWN);
    }
  }

  /** The connection is gone. */
  void onDisconnect() {
    MailDataReader current = reader;
    if (current != null && phase == Phase.MAIL_DATA) {
      current.buffer().release();
      reader = null;
    }
    phase = Phase.CLOSED;
  }

  // What the commands do to the session.

  ServerContext context() {
    return context;
  }

  ListenerConfig listener() {
    return listener;
  }

  /**
   * Whether a client that does not wait where it must is turned away: on the listener for mail from
   * other servers, where impatience is a mark of those that do not care for our replies.
   */
  boolean refusesEarlyTalkers() {
    return listener.kind() == ListenerKind.RELAY
        && !conduct.isTrusted()
        && context.limits().conduct().refuseEarlyTalkers();
  }

  Conduct conduct() {
    return conduct;
  }

  Wire wire() {
    return wire;
  }

  /** What the client said of itself; null before EHLO or HELO. */
  @Nullable SmtpSession hello() {
    return hello;
  }

  @Nullable Envelope envelope() {
    return envelope;
  }

  boolean isTlsActive() {
    return tls != null;
  }

  void reply(Reply reply) {
    wire.send(reply);
  }

  /** A reply to a command that was wrong in itself; too many of them end the session. */
  void refuse(Reply reply) {
    wire.send(reply);
    if (conduct.hasOneBadCommandTooMany() && phase == Phase.COMMAND) {
      ConnectorLog.sessionRefused(id, client, Replies.TOO_MANY_BAD_COMMANDS);
      close(Replies.TOO_MANY_BAD_COMMANDS);
    }
  }

  void close(Reply lastWord) {
    wire.send(lastWord);
    onDisconnect();
    wire.close();
  }

  void greeted(String helloName, boolean extended) {
    if (hello == null) {
      conduct.madeProgress();
    }
    hello = new SmtpSession(id, listener.kind(), client, local, helloName, extended, tls);
    envelope = null;
  }

  /** RSET, EHLO: the transaction, if there was one, is forgotten (RFC 5321 §4.1.1.5). */
  void forgetTransaction() {
    envelope = null;
  }

  /** Asks the endpoint about the reverse-path; the transaction begins only if it says yes. */
  void askToBegin(SmtpSession session, Envelope asked) {
    Reply refusal = conduct.beginsTransaction();
    if (refusal != null) {
      ConnectorLog.sessionRefused(id, client, refusal);
      close(refusal);
      return;
    }
    phase = Phase.PATH_DECISION;
    context
        .endpoint()
        .onReversePath(
            session,
            asked.reversePath(),
            asked.parameters(),
            onEventLoop(
                reply -> {
                  if (reply.isPositive()) {
                    envelope = asked;
                    conduct.madeProgress();
                  }
                  wire.send(reply.isPositive() ? Replies.REVERSE_PATH_TAKEN : reply);
                }));
  }

  /** Asks the endpoint about one recipient. */
  void askToAdd(SmtpSession session, Envelope current, ForwardPath asked) {
    phase = Phase.PATH_DECISION;
    context
        .endpoint()
        .onForwardPath(
            session,
            current.reversePath(),
            asked,
            onEventLoop(
                reply -> {
                  if (reply.isPositive()) {
                    current.add(asked);
                    conduct.madeProgress();
                  }
                  wire.send(reply.isPositive() ? Replies.FORWARD_PATH_TAKEN : reply);
                }));
  }

  private Consumer<Reply> onEventLoop(Consumer<Reply> then) {
    return reply ->
        wire.execute(
            () -> {
              if (phase == Phase.PATH_DECISION) {
                phase = Phase.COMMAND;
                then.accept(reply);
                wire.resume();
              }
            });
  }

  void startMailData(Envelope current) {
    MailDataBuffer buffer =
        new MailDataBuffer(
            context.store(), wire, wire::resume, current.parameters().declaredOctets());
    reader =
        new MailDataReader(buffer, context.plan().maxMessageOctets(), context.limits().content());
    phase = Phase.MAIL_DATA;
    wire.send(Replies.START_MAIL_INPUT);
  }

  void startTls() {
    phase = Phase.TLS_HANDSHAKE;
    wire.startTls();
  }
}
