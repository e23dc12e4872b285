package org.sealpost.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ListenerConfig;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;

/**
 * One accepted connection: the octets in both directions, TLS, and the time limits, around a {@link
 * ServerSession} that knows of none of these. All of it runs in the channel's event loop except
 * {@link #execute} and {@link #shutDown}.
 *
 * <p>Input that the session does not take yet stays in one buffer; once {@value #PAUSE_OCTETS}
 * octets are in it the socket is not read, nor while the client does not read our replies. Replies
 * are gathered and go out in one piece when no further command is in the buffer (RFC 2920 §3.2).
 */
// What a write or a close ends in shows in the channel itself: Netty closes it where a write fails.
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection extends ChannelInboundHandlerAdapter implements Wire {
  private static final int PAUSE_OCTETS = 32 * 1024;
  private static final int SMALL_BUFFER = 2 * 1024;
  private static final Duration LAST_WRITE = Duration.ofSeconds(10);
  private static final Duration LINGER = Duration.ofSeconds(1);

  /** The first octet of a TLS handshake record (RFC 8446 §5.1). */
  private static final byte TLS_HANDSHAKE_RECORD = 0x16;

  private final ServerContext context;
  private final Connections connections;
  private final SocketChannel channel;
  private final boolean implicitTls;
  private final boolean asksForCertificate;
  private final String id;
  private final InetSocketAddress client;
  private final ServerSession session;
  private final CommandFramer framer = new CommandFramer();
  private ByteBuf in = Unpooled.EMPTY_BUFFER;
  private @Nullable ByteBuf out;
  private long deadline;
  private boolean processing;
  private boolean fresh = true;

  /**
   * A connection not active yet.
   *
   * @param id of the session, short and unique
   * @throws NullPointerException where the peer is gone already
   */
  Connection(
      ServerContext context,
      ListenerConfig listener,
      Connections connections,
      SocketChannel channel,
      String id) {
    this.context = context;
    this.connections = connections;
    this.channel = channel;
    this.id = id;
    this.implicitTls = listener.kind() == ListenerKind.SUBMISSIONS;
    this.asksForCertificate = listener.authenticate() && context.clientTrust() != null;
    this.client = Objects.requireNonNull(channel.remoteAddress());
    this.session =
        new ServerSession(
            context,
            listener,
            this,
            new ServerSession.Peers(id, client, Objects.requireNonNull(channel.localAddress())));
  }

  // From the channel.

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    Connections.Admission admission = connections.add(this);
    if (admission != Connections.Admission.ADMITTED) {
      turnAway(admission);
    } else if (implicitTls) {
      addTls(Objects.requireNonNull(context.tls()));
    } else {
      session.greet();
      flush();
    }
    touch();
    checkSilenceIn(context.limits().commandTimeout().toNanos());
  }

  private void turnAway(Connections.Admission admission) {
    if (admission == Connections.Admission.FIRST_TOO_MANY) {
      ConnectorLog.tooManySessions(client, context.limits().sessions());
    }
    if (implicitTls) {
      channel.close();
    } else {
      session.close(
          admission == Connections.Admission.SHUTTING_DOWN
              ? Replies.SHUTTING_DOWN
              : Replies.TOO_MANY_SESSIONS);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf octets = (ByteBuf) message;
    if (session.isClosed()) {
      octets.release();
      return;
    }
    in = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), in, octets);
    process();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    flush();
    trim();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    resume();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    session.onDisconnect();
    releaseInput();
    ByteBuf unsent = out;
    out = null;
    if (unsent != null) {
      unsent.release();
    }
    connections.remove(this);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
      ctx.fireUserEventTriggered(event);
      return;
    }
    if (!handshake.isSuccess()) {
      ConnectorLog.handshakeFailed(id, client, handshake.cause());
      channel.close();
      return;
    }
    if (session.isClosed()) {
      return;
    }
    SSLSession tls = ctx.pipeline().get(SslHandler.class).engine().getSession();
    session.onTlsActive(tls);
    if (implicitTls) {
      session.greet();
    }
    touch();
    flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException || cause instanceof DecoderException) {
      // The peer went away, or broke TLS; a failed handshake has its own line already.
      ConnectorLog.connectionLost(id, client, cause);
    } else {
      ConnectorLog.sessionFailed(id, client, cause);
    }
    channel.close();
  }

  // Input.

  private void process() {
    if (processing) {
      return;
    }
    processing = true;
    try {
      while (in.isReadable() && session.takesInput() && channel.isWritable()) {
        if (!(session.takesMailData() ? takeMailData() : takeCommand())) {
          break;
        }
      }
    } finally {
      processing = false;
    }
    if (!in.isReadable()) {
      releaseInput();
    }
    channel
        .config()
        .setAutoRead(
            session.isClosed() || (in.readableBytes() < PAUSE_OCTETS && channel.isWritable()));
  }

  private boolean takeMailData() {
    touch();
    return session.onMailData(in);
  }

  private boolean takeCommand() {
    if (fresh && in.getByte(in.readerIndex()) == TLS_HANDSHAKE_RECORD) {
      session.refuseForeignProtocol();
      return false;
    }
    fresh = false;
    Framed framed = framer.next(in, session.takesAuthentication());
    if (framed == null) {
      return false;
    }
    session.onFramed(framed);
    touch();
    return true;
  }

  /** A slow client's half line need not hold a whole receive buffer. */
  private void trim() {
    if (in.isReadable() && in.readableBytes() < SMALL_BUFFER && in.capacity() > 2 * SMALL_BUFFER) {
      ByteBuf small = channel.alloc().buffer(SMALL_BUFFER);
      small.writeBytes(in);
      in.release();
      in = small;
    }
  }

  private void releaseInput() {
    in.release();
    in = Unpooled.EMPTY_BUFFER;
  }

  // Output.

  @Override
  public void send(Reply reply) {
    ByteBuf gathered = out;
    if (gathered == null) {
      gathered = channel.alloc().buffer(256);
      out = gathered;
    }
    ReplyEncoder.encode(reply, gathered);
  }

  // RFC 2920 §3.2: replies may be held back only as long as further commands wait to be answered.
  private void flush() {
    if (out != null && !(in.isReadable() && !session.takesMailData() && framer.hasNext(in))) {
      writeOut();
    }
  }

  private ChannelFuture writeOut() {
    ByteBuf gathered = out;
    out = null;
    return channel.writeAndFlush(gathered == null ? Unpooled.EMPTY_BUFFER : gathered);
  }

  @Override
  public boolean hasInput() {
    return in.isReadable();
  }

  @Override
  public void startTls() {
    // The reply must be on its way in the clear before the TLS handler is there to encrypt.
    writeOut();
    addTls(Objects.requireNonNull(context.tls()));
  }

  private void addTls(SslContext tls) {
    SslHandler handler = tls.newHandler(channel.alloc());
    // RFC 8446 §4.3.2: asks for the client's certificate, and goes on without one.
    handler.engine().setWantClientAuth(asksForCertificate);
    handler.setHandshakeTimeoutMillis(context.limits().handshakeTimeout().toMillis());
    channel.pipeline().addFirst(handler);
  }

  @Override
  public void resume() {
    touch();
    process();
    flush();
  }

  @Override
  public void execute(Runnable task) {
    if (channel.eventLoop().inEventLoop()) {
      task.run();
      return;
    }
    try {
      channel.eventLoop().execute(task);
    } catch (RejectedExecutionException serverIsClosed) {
      ConnectorLog.connectionLost(id, client, serverIsClosed);
    }
  }

  @Override
  public void executeIn(Duration delay, Runnable task) {
    channel.eventLoop().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** To be called from any thread: the server takes no more. */
  void shutDown() {
    execute(
        () -> {
          session.onShutdown();
          flush();
        });
  }

  // The end.

  @Override
  public void close() {
    // What the client still sends is read and thrown away: closing a socket with unread input makes
    // the system reset the connection, and the client might never see the last reply.
    channel
        .eventLoop()
        .schedule(() -> channel.close(), LAST_WRITE.toMillis(), TimeUnit.MILLISECONDS);
    channel.config().setAutoRead(true);
    writeOut()
        .addListener(
            (ChannelFutureListener)
                done -> {
                  if (!done.isSuccess() || session.isTlsActive()) {
                    channel.close();
                  } else {
                    channel.shutdownOutput();
                    channel
                        .eventLoop()
                        .schedule(() -> channel.close(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
                  }
                });
  }

  // Time limits: one pending check for each connection, which looks whether its time has come.

  private void touch() {
    Duration limit =
        session.takesMailData()
            ? context.limits().dataTimeout()
            : context.limits().commandTimeout();
    deadline = System.nanoTime() + limit.toNanos();
  }

  private void checkSilenceIn(long nanos) {
    channel.eventLoop().schedule(this::checkSilence, nanos, TimeUnit.NANOSECONDS);
  }

  private void checkSilence() {
    if (session.isClosed() || !channel.isActive()) {
      return;
    }
    long left = deadline - System.nanoTime();
    if (!session.isClientsTurn()) {
      checkSilenceIn(context.limits().commandTimeout().toNanos());
    } else if (left > 0) {
      checkSilenceIn(left);
    } else {
      session.onSilence();
    }
  }
}
