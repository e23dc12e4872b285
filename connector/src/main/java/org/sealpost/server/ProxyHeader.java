package org.sealpost.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.AddressFamily;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the header with which a proxy says for whom it speaks (PROXY protocol, versions 1 and
 * 2), and puts the connection in its own place. A proxy that sends something else, or nothing, is
 * disconnected: whatever it is, the client's address would be wrong.
 */
// What a close ends in shows in the channel itself.
@SuppressWarnings("FutureReturnValueIgnored")
final class ProxyHeader extends ChannelInboundHandlerAdapter {
  private final Ends proxy;
  private final Duration patience;
  private final Function<Ends, Connection> connections;
  private @Nullable ScheduledFuture<?> timeout;

  /**
   * Who talks to whom.
   *
   * @param client the other end
   * @param local our end
   */
  record Ends(InetSocketAddress client, InetSocketAddress local) {}

  /**
   * To be installed together with its decoder by {@link #install}.
   *
   * @param proxy the ends of the socket
   * @param patience how long to wait for the header
   * @param connections makes the connection, once it is known whose it is
   */
  ProxyHeader(Ends proxy, Duration patience, Function<Ends, Connection> connections) {
    this.proxy = proxy;
    this.patience = patience;
    this.connections = connections;
  }

  void install(ChannelPipeline pipeline) {
    pipeline.addLast(new HAProxyMessageDecoder(), this);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    timeout =
        ctx.executor()
            .schedule(
                () -> {
                  ConnectorLog.proxyHeaderMissing(proxy.client(), null);
                  ctx.close();
                },
                patience.toNanos(),
                TimeUnit.NANOSECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws UnknownHostException {
    HAProxyMessage header = (HAProxyMessage) message;
    try {
      stopWaiting();
      Connection connection = connections.apply(ends(header));
      // What comes behind the header is still in the decoder, and goes to whoever is next to it.
      ctx.pipeline().replace(this, "connection", connection);
      connection.channelActive(ctx.pipeline().context(connection));
    } finally {
      header.release();
    }
  }

  private Ends ends(HAProxyMessage header) throws UnknownHostException {
    AddressFamily family = header.proxiedProtocol().addressFamily();
    boolean internet = family == AddressFamily.AF_IPv4 || family == AddressFamily.AF_IPv6;
    if (header.command() == HAProxyCommand.LOCAL || !internet) {
      // The proxy itself, to see whether we are alive; or it does not know.
      return proxy;
    }
    return new Ends(
        address(header.sourceAddress(), header.sourcePort()),
        address(header.destinationAddress(), header.destinationPort()));
  }

  private static InetSocketAddress address(String numeric, int port) throws UnknownHostException {
    byte[] octets = NetUtil.createByteArrayFromIpAddressString(numeric);
    return new InetSocketAddress(InetAddress.getByAddress(octets), port);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stopWaiting();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    stopWaiting();
    ConnectorLog.proxyHeaderMissing(proxy.client(), cause);
    ctx.close();
  }

  private void stopWaiting() {
    ScheduledFuture<?> waiting = timeout;
    if (waiting != null) {
      waiting.cancel(false);
    }
  }
}
