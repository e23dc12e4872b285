package org.sealpost.server;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ListenerConfig;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.MailTransaction;
import org.sealpost.inflow.ServerLimits;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;

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
    /** The client's answer to a SASL challenge. */
    AUTHENTICATION_RESPONSE,
    /** The endpoint's word on a credential, or the time that a failed attempt has to wait. */
    AUTHENTICATION_DECISION,
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
  private final Authentication authentication = new Authentication(this);
  private final CommandClock clock;
  private final MailInput input = new MailInput(this);
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
    this.clock = new CommandClock(context.plan().meter(), listener.kind());
    // RFC 8314 §3.3: on this listener TLS comes before the greeting.
    this.phase = listener.kind() == ListenerKind.SUBMISSIONS ? Phase.TLS_HANDSHAKE : Phase.COMMAND;
  }

  /** Who talks to whom, and the name of the session in log and trace field. */
  record Peers(String id, InetSocketAddress client, InetSocketAddress local) {}

  // What the connection tells the session.

  void greet() {
    String protocol = listener.kind() == ListenerKind.LMTP ? "LMTP" : "ESMTP";
    wire.send(Replies.greeting(context.plan().hostName(), protocol));
  }

  /** Whether a command line or mail data may be handed in now. */
  boolean takesInput() {
    return phase == Phase.COMMAND
        || phase == Phase.MAIL_DATA
        || phase == Phase.AUTHENTICATION_RESPONSE;
  }

  boolean takesMailData() {
    return phase == Phase.MAIL_DATA;
  }

  /** Whether the next line belongs to a SASL exchange. */
  boolean takesAuthentication() {
    return phase == Phase.AUTHENTICATION_RESPONSE;
  }

  /** Whether it is the client's turn, so that its silence counts. */
  boolean isClientsTurn() {
    return takesInput();
  }

  /**
   * Whether this session may be ended for another one: it waits for a client that has not yet shown
   * that it has mail. Any thread.
   */
  boolean isExpendable() {
    Phase now = phase;
    return !conduct.isProven()
        && (now == Phase.COMMAND
            || now == Phase.AUTHENTICATION_RESPONSE
            || now == Phase.MAIL_DATA
            || now == Phase.TLS_HANDSHAKE);
  }

  boolean isClosed() {
    return phase == Phase.CLOSED;
  }

  void onFramed(Framed framed) {
    if (phase == Phase.AUTHENTICATION_RESPONSE) {
      clock.begin("AUTH");
      authentication.onFramed(framed);
    } else if (framed instanceof Framed.Line line) {
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

  /** See {@link MailInput#read}. */
  boolean onMailData(ByteBuf in) {
    return input.read(in);
  }

  /** The end of a message was read. */
  void onMessageRead(MessageData data) {
    phase = Phase.STORED;
    clock.begin(data instanceof ChunkReader ? "BDAT" : "DATA");
    data.buffer().finish(() -> onMailDataComplete(data));
  }

  /**
   * The end of a chunk was read that does not end a message.
   *
   * @param reply null where none is due
   */
  void onChunkEnded(@Nullable Reply reply) {
    phase = Phase.COMMAND;
    if (reply != null && reply.isPermanent()) {
      refuse(reply);
    } else if (reply != null) {
      wire.send(reply);
    }
    if (ending && phase == Phase.COMMAND) {
      close(Replies.SHUTTING_DOWN);
    }
  }

  private void onMailDataComplete(MessageData complete) {
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
            session, done.reversePath(), done.parameters(), done.recipients(), complete.buffer());
    context
        .endpoint()
        .onMailData(
            transaction,
            reply ->
                wire.executeIn(
                    conduct.delayOf(reply), () -> onStored(session, done, complete, reply)));
  }

  private void onStored(SmtpSession session, Envelope done, MessageData data, Reply reply) {
    long octets = data.buffer().octets();
    data.buffer().release();
    input.messageOver();
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
    // RFC 2033 §4.2: LMTP has a reply for each recipient. All share one, as they share their fate
    // until the message is queued.
    int replies = listener.kind() == ListenerKind.LMTP ? done.recipients().size() : 1;
    for (int i = 0; i < replies; i++) {
      wire.send(reply);
    }
    if (ending) {
      close(Replies.SHUTTING_DOWN);
    }
    wire.resume();
  }

  void onTlsActive(SSLSession active) {
    tls = new SmtpSession.Tls(active.getProtocol(), active.getCipherSuite());
    authentication.onTlsActive(active);
    conduct.madeProgress();
    phase = Phase.COMMAND;
    // RFC 3207 §4.2: back to the state of a fresh session.
    hello = null;
    forgetTransaction();
  }

  /** Ends the session because of what the client does, and logs it. */
  void closeFor(Reply lastWord) {
    ConnectorLog.sessionRefused(id, client, lastWord);
    close(lastWord);
  }

  /** The place is needed for another session. */
  void onShed() {
    if (isExpendable()) {
      closeFor(Replies.PLACE_NEEDED);
    }
  }

  /** The peer speaks TLS on a clear port, HTTP, or something else that is no SMTP. */
  void refuseForeignProtocol() {
    closeFor(Replies.NOT_SMTP);
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
    input.release(phase == Phase.MAIL_DATA);
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

  CommandClock clock() {
    return clock;
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

  /** How many recipients a message with that reverse-path may have, beside the common limit. */
  int recipientsFor(ReversePath reversePath) {
    boolean bounded =
        reversePath.mailbox() == null
            && listener.kind() == ListenerKind.RELAY
            && !conduct.isTrusted();
    return bounded ? context.limits().conduct().nullPathRecipients() : Integer.MAX_VALUE;
  }

  /** A reply to a command that was wrong in itself; too many of them end the session. */
  void refuse(Reply reply) {
    wire.send(reply);
    if (conduct.hasOneBadCommandTooMany() && phase == Phase.COMMAND) {
      closeFor(Replies.TOO_MANY_BAD_COMMANDS);
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
    hello =
        new SmtpSession(
            id,
            listener.kind(),
            client,
            local,
            helloName,
            extended,
            tls,
            authentication.identity());
    forgetTransaction();
  }

  /** RSET, EHLO: the transaction, if there was one, is forgotten (RFC 5321 §4.1.1.5). */
  void forgetTransaction() {
    envelope = null;
    input.forgetChunks();
  }

  /** The mail data of the transaction. */
  MailInput input() {
    return input;
  }

  /** Mail data comes next. */
  void takesMailDataNow() {
    phase = Phase.MAIL_DATA;
  }

  /** Asks the endpoint about the reverse-path; the transaction begins only if it says yes. */
  void askToBegin(SmtpSession session, Envelope asked) {
    Reply refusal = conduct.beginsTransaction();
    if (refusal != null) {
      closeFor(refusal);
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
                  answer(reply, Replies.REVERSE_PATH_TAKEN, "MAIL", asked.reversePath().text());
                }));
  }

  /** Asks the endpoint about one recipient. */
  void askToAdd(Envelope current, EnvelopeRecipient asked) {
    phase = Phase.PATH_DECISION;
    context
        .endpoint()
        .onForwardPath(
            Objects.requireNonNull(hello),
            current.reversePath(),
            asked.path(),
            onEventLoop(
                reply -> {
                  if (reply.isPositive()) {
                    current.add(asked);
                    conduct.madeProgress();
                  }
                  answer(reply, Replies.FORWARD_PATH_TAKEN, "RCPT", asked.path().text());
                }));
  }

  private void answer(Reply reply, Reply taken, String verb, String path) {
    if (reply.isPositive()) {
      wire.send(taken);
    } else {
      ConnectorLog.pathRefused(id, client, verb, path, reply);
      wire.send(reply);
    }
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

  Authentication authentication() {
    return authentication;
  }

  /** Sends a SASL challenge; the next line is the client's answer to it. */
  void challenge(Reply challenge) {
    phase = Phase.AUTHENTICATION_RESPONSE;
    wire.send(challenge);
  }

  /**
   * Lets the client wait until the consumer that is returned gets its answer, on any thread.
   *
   * @param then runs in the event loop, unless the session has ended meanwhile, and leads it into
   *     another phase
   */
  <T> Consumer<T> authenticating(Consumer<T> then) {
    phase = Phase.AUTHENTICATION_DECISION;
    return answer ->
        wire.execute(
            () -> {
              if (phase == Phase.AUTHENTICATION_DECISION) {
                then.accept(answer);
                wire.resume();
              }
            });
  }

  /** As {@link #authenticating}, with time as what is waited for. */
  void authenticatingIn(Duration delay, Runnable then) {
    Consumer<Boolean> after = authenticating(unused -> then.run());
    wire.executeIn(delay, () -> after.accept(true));
  }

  /** The SASL exchange is over; commands may come again. */
  void exchangeOver() {
    phase = Phase.COMMAND;
  }

  /** The client is known from now on (RFC 4954 §4). */
  void authenticated(SmtpSession session) {
    hello = session;
  }

  void startTls() {
    phase = Phase.TLS_HANDSHAKE;
    wire.startTls();
  }
}
