package org.sealpost.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.sealpost.inflow.ListenerConfig;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.ListenerPlan;
import org.sealpost.inflow.OpenListeners;
import org.sealpost.inflow.ServerLimits;

/**
 * An SMTP server that is open. Made by {@link #open}, ended by {@link #close}; its threads are its
 * own and end with it. Thread-safe.
 */
public final class SmtpServer implements OpenListeners {
  private static final int MAX_EVENT_LOOPS = 8;
  private static final int BACKLOG = 1024;
  private static final int END_SECONDS = 10;
  private static final long SHORTEST_SWEEP = Duration.ofMillis(10).toNanos();
  private static final long LONGEST_SWEEP = Duration.ofMillis(500).toNanos();

  private final ServerContext context;
  private final Connections connections;
  private final ServerThreads threads = new ServerThreads("sealpost-smtp");
  private final EventLoopGroup eventLoops;
  private final List<Channel> listeners = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicLong sessionCount = new AtomicLong();
  // So that the ids of two runs differ in the log.
  private final String sessionPrefix =
      Long.toString(ThreadLocalRandom.current().nextLong(36L * 36 * 36 * 36), 36);

  private SmtpServer(ServerContext context) {
    this.context = context;
    this.connections =
        new Connections(
            context.limits(),
            context.authFailures(),
            context.plan().meter(),
            InstantSource.system());
    int cores = Runtime.getRuntime().availableProcessors();
    this.eventLoops =
        new MultiThreadIoEventLoopGroup(
            Math.max(2, Math.min(cores, MAX_EVENT_LOOPS)), threads, NioIoHandler.newFactory());
  }

  /**
   * Opens all listeners of the plan, or none. Files that a crash left in the spool directory are
   * removed.
   *
   * @throws ListenersRefusedException where one cannot be opened
   */
  public static SmtpServer open(ListenerPlan plan, MailEndpoint endpoint)
      throws ListenersRefusedException {
    ClientTrust clientTrust = ClientTrust.load(plan.authentication().clientRoots());
    ServerTls tls = plan.certificate() == null ? null : ServerTls.load(plan, clientTrust);
    ServerLimits limits = plan.limits();
    MailDataStore store =
        new MailDataStore(plan.spoolDirectory(), plan.minFreeOctets(), limits.memory());
    AuthFailures authFailures = new AuthFailures(limits.authFailures(), InstantSource.system());
    try {
      store.removeLeftovers();
    } catch (IOException e) {
      throw new ListenersRefusedException(
          "The spool directory "
              + plan.spoolDirectory()
              + " cannot be used: create it, or correct its permissions",
          e);
    }
    SmtpServer server =
        new SmtpServer(new ServerContext(plan, endpoint, store, tls, authFailures, clientTrust));
    try {
      for (ListenerConfig listener : plan.listeners()) {
        server.listen(listener);
      }
    } catch (ListenersRefusedException e) {
      server.close(Duration.ZERO);
      throw e;
    }
    server.watch();
    ConnectorLog.listenersOpened(server.addresses());
    return server;
  }

  /** One timer for all connections, one for the certificates. */
  @SuppressWarnings("FutureReturnValueIgnored") // They end with the event loop.
  private void watch() {
    long sweep = sweepNanos(context.limits().timeouts());
    EventLoop loop = eventLoops.next();
    loop.scheduleWithFixedDelay(connections::sweep, sweep, sweep, TimeUnit.NANOSECONDS);
    ServerTls tls = context.tls();
    if (tls != null) {
      long check = context.limits().timeouts().certificateCheck().toNanos();
      // An event loop must not wait for the disk.
      loop.scheduleWithFixedDelay(
          () -> context.store().writers().execute(tls::reload), check, check, TimeUnit.NANOSECONDS);
    }
  }

  private static long sweepNanos(ServerLimits.Timeouts timeouts) {
    long shortest =
        Stream.of(timeouts.greeting(), timeouts.command(), timeouts.dataBlock(), timeouts.data())
            .mapToLong(Duration::toNanos)
            .min()
            .getAsLong();
    return Math.max(SHORTEST_SWEEP, Math.min(LONGEST_SWEEP, shortest / 4));
  }

  private void listen(ListenerConfig listener) throws ListenersRefusedException {
    if (listener.kind() == ListenerKind.SUBMISSIONS && context.tls() == null) {
      throw new ListenersRefusedException(
          text(listener.address()) + ": submissions needs a certificate; set one, or turn it off");
    }
    ChannelFuture bound =
        new ServerBootstrap()
            .group(eventLoops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(1024, 8 * 1024, 64 * 1024))
            .childHandler(new Greeter(listener))
            .bind(listener.address())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new ListenersRefusedException(whyNotBound(listener.address()), bound.cause());
    }
    listeners.add(bound.channel());
  }

  private final class Greeter extends ChannelInitializer<SocketChannel> {
    private final ListenerConfig listener;

    Greeter(ListenerConfig listener) {
      this.listener = listener;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    protected void initChannel(SocketChannel channel) {
      if (channel.remoteAddress() == null || channel.localAddress() == null) {
        // Gone before we came to look.
        channel.close();
        return;
      }
      ProxyHeader.Ends ends = new ProxyHeader.Ends(channel.remoteAddress(), channel.localAddress());
      ServerLimits limits = context.limits();
      if (limits.clients().isProxy(listener.kind(), ends.client().getAddress())) {
        new ProxyHeader(ends, limits.timeouts().handshake(), from -> connection(channel, from))
            .install(channel.pipeline());
      } else {
        channel.pipeline().addLast(connection(channel, ends));
      }
    }

    private Connection connection(SocketChannel channel, ProxyHeader.Ends ends) {
      String id = sessionPrefix + "-" + Long.toString(sessionCount.incrementAndGet(), 36);
      return new Connection(
          context,
          listener,
          connections,
          channel,
          new ServerSession.Peers(id, ends.client(), ends.local()));
    }
  }

  // Not from the exception: its text is the system's and differs.
  private static String whyNotBound(InetSocketAddress address) {
    String where = text(address);
    if (address.isUnresolved()) {
      return where + ": the host name has no address; use an IP address of this machine";
    }
    try {
      if (!address.getAddress().isAnyLocalAddress()
          && NetworkInterface.getByInetAddress(address.getAddress()) == null
          && !address.getAddress().isLoopbackAddress()) {
        return where + ": this machine has no such address; bind to one that it has";
      }
    } catch (SocketException e) {
      ConnectorLog.interfacesUnknown(e);
    }
    if (address.getPort() < 1024) {
      return where
          + ": the port is taken or needs privileges; stop the other program, allow it to this one,"
          + " or choose another port";
    }
    return where + ": the port is taken; stop the other program, or choose another port";
  }

  private static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  @Override
  public List<InetSocketAddress> addresses() {
    return listeners.stream().map(channel -> (InetSocketAddress) channel.localAddress()).toList();
  }

  /** Who has failed to authenticate too often. */
  AuthFailures authFailures() {
    return context.authFailures();
  }

  /** How many connections are open, those included that only read our last word. */
  int sessions() {
    return connections.count();
  }

  @Override
  public void close(Duration patience) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    boolean wasOpen = !listeners.isEmpty();
    listeners.forEach(listener -> listener.close().awaitUninterruptibly());
    connections.end();
    int cutOff = awaitSessions(patience);
    eventLoops
        .shutdownGracefully(0, END_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(END_SECONDS, TimeUnit.SECONDS);
    threads.awaitEnd(Duration.ofSeconds(END_SECONDS));
    context.store().close();
    try {
      context.store().removeLeftovers();
    } catch (IOException e) {
      ConnectorLog.spoolLeft(e);
    }
    if (wasOpen) {
      ConnectorLog.listenersClosed(cutOff);
    }
  }

  private int awaitSessions(Duration patience) {
    try {
      return connections.awaitNone(patience);
    } catch (InterruptedException e) {
      // Whoever interrupts has no patience left.
      Thread.currentThread().interrupt();
      return connections.count();
    }
  }
}
