package org.sealpost.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Connects to whichever address of a host answers first, without waiting long for those before it:
 * the next one is tried a quarter of a second after the last, or at once where that failed (RFC
 * 8305 §5). Nothing is sent to those that lose; they are closed. One race, one thread.
 */
final class AddressRace implements AutoCloseable {
  /** RFC 8305 §8: the recommended Connection Attempt Delay. */
  private static final long ATTEMPT_DELAY_NANOS = Duration.ofMillis(250).toNanos();

  private final Selector selector;
  private final Iterator<Peer> next;
  private final long deadlineNanos;
  private final List<SocketChannel> open = new ArrayList<>();
  private long nextStartNanos;
  private @Nullable IOException failure;

  private AddressRace(List<Peer> peers, Duration limit) throws IOException {
    selector = Selector.open();
    next = peers.iterator();
    nextStartNanos = System.nanoTime();
    deadlineNanos = nextStartNanos + limit.toNanos();
  }

  /** The one that answered. */
  record Won(Peer peer, Socket socket) {}

  /**
   * Connects.
   *
   * @param peers the same host at its addresses, the preferred one first; at least one
   * @param limit for all of them together
   * @throws IOException where none answered
   */
  static Won connect(List<Peer> peers, Duration limit) throws IOException {
    if (peers.size() == 1) {
      return new Won(peers.get(0), connect(peers.get(0), limit));
    }
    try (AddressRace race = new AddressRace(peers, limit)) {
      return race.run();
    }
  }

  private static Socket connect(Peer peer, Duration limit) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(peer.socketAddress(), (int) Math.max(1, limit.toMillis()));
      return socket;
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  private Won run() throws IOException {
    while (true) {
      long now = System.nanoTime();
      if (now - deadlineNanos >= 0) {
        throw new SocketTimeoutException("no address answered in time");
      }
      boolean turn = open.isEmpty() || now - nextStartNanos >= 0;
      if (turn && next.hasNext()) {
        start(next.next());
        nextStartNanos = now + ATTEMPT_DELAY_NANOS;
      }
      IOException known = failure;
      if (open.isEmpty() && !next.hasNext() && known != null) {
        throw known;
      }
      SelectionKey connected = open.isEmpty() ? null : firstConnected(now);
      if (connected != null) {
        return won(connected);
      }
    }
  }

  private void start(Peer peer) throws IOException {
    SocketChannel channel = SocketChannel.open();
    open.add(channel);
    channel.configureBlocking(false);
    try {
      channel.connect(
          peer.socketAddress()); // even where it succeeds at once, it is ready to finish
      channel.register(selector, SelectionKey.OP_CONNECT, peer);
    } catch (IOException failed) {
      lost(channel, failed);
    }
  }

  private @Nullable SelectionKey firstConnected(long now) throws IOException {
    long until =
        next.hasNext() ? Math.min(nextStartNanos - now, deadlineNanos - now) : deadlineNanos - now;
    selector.select(Math.max(1, Duration.ofNanos(until).toMillis()));
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while connecting");
    }
    Set<SelectionKey> ready = selector.selectedKeys();
    for (SelectionKey key : ready) {
      SocketChannel channel = (SocketChannel) key.channel();
      try {
        if (channel.finishConnect()) {
          return key;
        }
      } catch (IOException failed) {
        lost(channel, failed);
        nextStartNanos = System.nanoTime(); // RFC 8305 §5: a failure lets the next one start
      }
    }
    ready.clear();
    return null;
  }

  private void lost(SocketChannel channel, IOException failed) throws IOException {
    failure = failed;
    open.remove(channel);
    channel.close();
  }

  private Won won(SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    Peer peer = (Peer) key.attachment();
    open.remove(channel);
    selector.close(); // only what no selector knows can block
    channel.configureBlocking(true);
    return new Won(peer, channel.socket());
  }

  /** Closes all that did not win. */
  @Override
  public void close() throws IOException {
    for (SocketChannel loser : open) {
      loser.close();
    }
    selector.close();
  }
}
