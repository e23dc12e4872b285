package org.sealpost.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.InetAddress;
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

  /** Time enough to see octets that came together with the connection. */
  private static final long GREET_NANOS = 1_000_000;

  /** How a binary PROXY header begins. */
  private static final byte[] PROXY_HEADER = {'\r', '\n', '\r', '\n', 0};

  /** The first octet of a TLS handshake record (RFC 8446 §5.1). */
  private static final byte TLS_HANDSHAKE_RECORD = 0x16;

  private final ServerContext context;
  private final Connections connections;
  private final SocketChannel channel;
  private final ListenerKind kind;
  private final boolean asksForCertificate;
  private final String id;
  private final InetSocketAddress client;
  private final ServerSession session;
  private final CommandFramer framer;
  private ByteBuf in = Unpooled.EMPTY_BUFFER;
  private @Nullable ByteBuf out;
  private final Patience patience;
  private boolean processing;
  private boolean paused;
  private boolean greeted;
  private boolean fresh = true;

  /** A connection not active yet. */
  Connection(
      ServerContext context,
      ListenerConfig listener,
      Connections connections,
      SocketChannel channel,
      ServerSession.Peers peers) {
    this.context = context;
    this.connections = connections;
    this.channel = channel;
    this.id = peers.id();
    this.kind = listener.kind();
    this.asksForCertificate = listener.authenticate() && context.clientTrust() != null;
    this.client = peers.client();
    this.session = new ServerSession(context, listener, this, peers);
    this.framer = new CommandFramer(context.limits().content().commandLineOctets());
    this.patience = new Patience(context.limits().timeouts());
  }

  // From the channel.

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    Reply refusal = connections.add(this);
    if (refusal != null) {
      turnAway(refusal);
    } else if (kind == ListenerKind.SUBMISSIONS) {
      addTls();
    } else if (session.refusesEarlyTalkers()) {
      // Whoever does not wait for the greeting shows himself by then.
      long wait = Math.max(GREET_NANOS, context.limits().conduct().greetDelay().toNanos());
      channel.eventLoop().schedule(this::greet, wait, TimeUnit.NANOSECONDS);
    } else {
      greet();
    }
  }

  private void greet() {
    if (!session.isClosed()) {
      greeted = true;
      session.greet();
      patience.expectFirstCommand();
      flush();
    }
  }

  private void turnAway(Reply refusal) {
    connections.logRefusal(kind, client, refusal);
    if (kind == ListenerKind.SUBMISSIONS) {
      session.onDisconnect();
      channel.close();
    } else {
      session.close(refusal);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf octets = (ByteBuf) message;
    if (session.isClosed()) {
      octets.release();
      return;
    }
    if (!greeted) {
      octets.release();
      session.closeFor(Replies.EARLY_TALKER);
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
    if (kind == ListenerKind.SUBMISSIONS) {
      greet();
    } else {
      patience.expectFirstCommand();
      process();
    }
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
      while (in.isReadable() && !paused && session.takesInput() && channel.isWritable()) {
        if (out != null && session.conduct().isSlowed()) {
          pause();
          break;
        }
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
    int before = in.readableBytes();
    boolean goesOn = session.onMailData(in);
    if (session.takesMailData()) {
      patience.expectMoreData(before - in.readableBytes());
    }
    return goesOn;
  }

  private boolean takeCommand() {
    if (fresh && isForeign()) {
      session.refuseForeignProtocol();
      return false;
    }
    fresh = false;
    Framed framed = framer.next(in, session.takesAuthentication());
    if (framed == null) {
      return false;
    }
    session.onFramed(framed);
    expectInput();
    return true;
  }

  private boolean isForeign() {
    return in.getByte(in.readerIndex()) == TLS_HANDSHAKE_RECORD
        || (in.readableBytes() >= PROXY_HEADER.length
            && ByteBufUtil.equals(
                in,
                in.readerIndex(),
                Unpooled.wrappedBuffer(PROXY_HEADER),
                0,
                PROXY_HEADER.length));
  }

  private void expectInput() {
    if (session.isClosed()) {
      return;
    }
    if (session.takesMailData()) {
      patience.expectData();
    } else {
      patience.expectCommand();
    }
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
    session.conduct().replied(reply);
    session.clock().answered(reply);
    ByteBuf gathered = out;
    if (gathered == null) {
      gathered = channel.alloc().buffer(256);
      out = gathered;
    }
    ReplyEncoder.encode(reply, id, gathered);
  }

  // RFC 2920 §3.2: replies may be held back only as long as further commands wait to be answered.
  private void flush() {
    if (out != null && !paused && session.conduct().isSlowed() && !session.isClosed()) {
      pause();
    } else if (out != null
        && !paused
        && !(in.isReadable() && !session.takesMailData() && framer.hasNext(in))) {
      writeOut();
    }
  }

  // Costs the client time and us nothing: neither a thread waits nor is more of its input taken.
  private void pause() {
    if (paused || session.isClosed()) {
      return;
    }
    paused = true;
    channel
        .eventLoop()
        .schedule(
            this::goOn, context.limits().conduct().faultDelay().toNanos(), TimeUnit.NANOSECONDS);
  }

  private void goOn() {
    paused = false;
    if (out != null) {
      writeOut();
    }
    resume();
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
    addTls();
  }

  // Before this handler, not before all: what came in behind a PROXY header comes from the decoder
  // of that.
  private void addTls() {
    ChannelPipeline pipeline = channel.pipeline();
    String own = pipeline.context(this).name();
    SslHandler handler =
        Objects.requireNonNull(context.tls())
            .newHandler(channel.alloc(), context.limits().timeouts().handshake());
    // RFC 8446 §4.3.2: asks for the client's certificate, and goes on without one.
    handler.engine().setWantClientAuth(asksForCertificate);
    pipeline.addBefore(own, null, new RenegotiationGuard());
    pipeline.addBefore(own, null, handler);
  }

  @Override
  public void resume() {
    if (!session.isClosed() && !session.takesMailData()) {
      patience.expectCommand();
    }
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
    if (delay.isZero()) {
      execute(task);
      return;
    }
    try {
      channel.eventLoop().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException serverIsClosed) {
      ConnectorLog.connectionLost(id, client, serverIsClosed);
    }
  }

  /** To be called from any thread: the server takes no more. */
  void shutDown() {
    execute(
        () -> {
          session.onShutdown();
          flush();
        });
  }

  // From any thread.

  InetAddress client() {
    return client.getAddress();
  }

  ListenerKind kind() {
    return kind;
  }

  /**
   * How long this session has got no nearer to a message.
   *
   * @param now as of {@link System#nanoTime}
   * @return nanoseconds; -1 for a session that nobody may be given the place of
   */
  long withoutProgress(long now) {
    return session.isExpendable() ? now - session.conduct().progress() : -1;
  }

  /** Gives the place of this session to another one. */
  void shed() {
    execute(session::onShed);
  }

  /** Whether the time is over is looked at; what follows happens in the event loop. */
  void check(long now) {
    if (patience.isOver(now)) {
      execute(this::onTimeOver);
    }
  }

  // The end.

  @Override
  public void close() {
    // What the client still sends is read and thrown away: closing a socket with unread input makes
    // the system reset the connection, and the client might never see the last reply.
    patience.expectWithin(LAST_WRITE);
    channel.config().setAutoRead(true);
    writeOut()
        .addListener(
            (ChannelFutureListener)
                done -> {
                  if (!done.isSuccess() || session.isTlsActive()) {
                    channel.close();
                  } else {
                    channel.shutdownOutput();
                    patience.expectWithin(LINGER);
                  }
                });
  }

  /** Mail data is here that was not taken, and not because the client does not read our replies. */
  private boolean isBehindTheClient() {
    return session.takesMailData() && in.isReadable() && channel.isWritable();
  }

  private void onTimeOver() {
    if (!patience.isOver(System.nanoTime())) {
      return;
    }
    if (session.isClosed()) {
      // It had its time to read our last word.
      channel.close();
    } else if (!session.isClientsTurn() || isBehindTheClient()) {
      patience.postpone();
    } else {
      session.onSilence();
    }
  }
}
