package org.sealpost.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The network in front of one server: listens at the server's public address, passes octets on in
 * both directions, and keeps every one that was sent to the server, as it was on the wire. Under
 * TLS these say nothing; what can be read in them was sent in clear.
 */
public final class Wire implements AutoCloseable {
  private static final int NEVER = Integer.MAX_VALUE;

  /**
   * Where it breaks.
   *
   * @param mute takes connections and passes nothing on
   * @param toServer closes after so many octets from the client
   * @param toClient closes after so many octets from the server
   */
  public record Fault(boolean mute, int toServer, int toClient) {
    /** It does not break. */
    public static final Fault NONE = new Fault(false, NEVER, NEVER);

    /** Silence. */
    public static final Fault MUTE = new Fault(true, NEVER, NEVER);

    /** Breaks off what the client sends. */
    public static Fault afterOctetsToServer(int octets) {
      return new Fault(false, octets, NEVER);
    }

    /** Breaks off what the server sends. */
    public static Fault afterOctetsToClient(int octets) {
      return new Fault(false, NEVER, octets);
    }
  }

  private final ServerSocket listener;
  private final InetSocketAddress server;
  private volatile Fault fault;
  private final List<Socket> open = new ArrayList<>();
  private final List<ByteArrayOutputStream> sent = new ArrayList<>();
  private int octetsToClient;

  private Wire(ServerSocket listener, InetSocketAddress server, Fault fault) {
    this.listener = listener;
    this.server = server;
    this.fault = fault;
  }

  /** Listens at this address and passes on to the server. */
  public static Wire between(InetSocketAddress address, InetSocketAddress server, Fault fault) {
    try {
      ServerSocket listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(address);
      Wire wire = new Wire(listener, server, fault);
      start(wire::accept);
      return wire;
    } catch (IOException failed) {
      throw new UncheckedIOException(String.valueOf(address), failed);
    }
  }

  /** An address that nobody else in this computer is likely to use: {@code 127.x.y.1}. */
  public static InetAddress loopback(int second, int third, int fourth) {
    try {
      byte[] octets = {127, (byte) second, (byte) third, (byte) fourth};
      return InetAddress.getByAddress(octets);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Breaks in this way on connections that are made from now on. */
  public void becomes(Fault other) {
    fault = other;
  }

  /** What was sent to the server, one text for each connection, one character for each octet. */
  public synchronized List<String> sent() {
    return sent.stream().map(octets -> octets.toString(StandardCharsets.ISO_8859_1)).toList();
  }

  /** How many connections there were. */
  public synchronized int connections() {
    return sent.size();
  }

  /** How many octets the server sent, over all connections. */
  public synchronized int octetsToClient() {
    return octetsToClient;
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "lab-wire");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        keep(client, record);
        Fault now = fault;
        if (!now.mute()) {
          Socket further = new Socket(server.getAddress(), server.getPort());
          keep(further, null);
          start(() -> pass(client, further, now.toServer(), record));
          start(() -> pass(further, client, now.toClient(), null));
        }
      } catch (IOException closed) {
        return; // the case is over
      }
    }
  }

  private synchronized void keep(Socket socket, @Nullable ByteArrayOutputStream record)
      throws IOException {
    open.add(socket);
    socket.setTcpNoDelay(true); // or small writes wait for each other
    if (record != null) {
      sent.add(record);
    }
  }

  private void pass(Socket from, Socket to, int limit, @Nullable ByteArrayOutputStream record) {
    byte[] space = new byte[8192];
    int left = limit;
    // The one the octets come from is closed first: it must not hear an answer to half a message.
    try (to;
        from) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int count = in.read(space, 0, Math.min(left, space.length));
      while (count > 0) {
        note(space, count, record);
        out.write(space, 0, count);
        left = left == NEVER ? NEVER : left - count;
        count = left == 0 ? -1 : in.read(space, 0, Math.min(left, space.length));
      }
    } catch (IOException ended) {
      // one side went away; closing both tells the other
    }
  }

  private synchronized void note(byte[] octets, int count, @Nullable ByteArrayOutputStream record) {
    if (record == null) {
      octetsToClient += count;
    } else {
      record.write(octets, 0, count);
    }
  }

  @Override
  public synchronized void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
