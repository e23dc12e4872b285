package org.sealpost.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;

/** Serves what another resolver answers on 127.0.0.1, over UDP and TCP (RFC 1035 §4.2). */
public final class LoopbackServer implements AutoCloseable {
  private static final int WITHOUT_EDNS = 512;

  private final Resolver answers;
  private final DatagramSocket datagrams;
  private final ServerSocket streams;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private LoopbackServer(Resolver answers) throws IOException {
    this.answers = answers;
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    streams = new ServerSocket(0, 50, loopback);
    datagrams = new DatagramSocket(new InetSocketAddress(loopback, streams.getLocalPort()));
  }

  /** Starts one on any free port. */
  public static LoopbackServer start(Resolver answers) {
    try {
      LoopbackServer server = new LoopbackServer(answers);
      start("fake-dns-udp", server::serveDatagrams);
      start("fake-dns-tcp", server::serveStreams);
      return server;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** As it stands in {@code dns.servers}. */
  public String address() {
    return "127.0.0.1:" + streams.getLocalPort();
  }

  /** What each question came with: {@code udp do cd 1232}. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void serveDatagrams() {
    byte[] space = new byte[65535];
    while (!datagrams.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(space, space.length);
        datagrams.receive(packet);
        byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
        Message query = new Message(octets);
        byte[] answer = answer(query, "udp").toWire(65535);
        OPTRecord opt = query.getOPT();
        if (answer.length > (opt == null ? WITHOUT_EDNS : opt.getPayloadSize())) {
          answer = truncated(query).toWire();
        }
        datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException closed) {
        return; // the test is over
      }
    }
  }

  private void serveStreams() {
    while (!streams.isClosed()) {
      try (Socket socket = streams.accept()) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] octets = in.readNBytes(in.readUnsignedShort());
        byte[] answer = answer(new Message(octets), "tcp").toWire(65535);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeShort(answer.length);
        out.write(answer);
        out.flush();
      } catch (IOException closed) {
        if (streams.isClosed()) {
          return; // the test is over
        }
      }
    }
  }

  private Message answer(Message query, String transport) {
    OPTRecord opt = query.getOPT();
    boolean secured = opt != null && (opt.getFlags() & ExtendedFlags.DO) != 0;
    asked.add(
        transport
            + (secured ? " do" : "")
            + (query.getHeader().getFlag(Flags.CD) ? " cd" : "")
            + (opt == null ? "" : " " + opt.getPayloadSize()));
    return answers.sendAsync(query).toCompletableFuture().join();
  }

  private static Message truncated(Message query) {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.TC);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    return answer;
  }

  @Override
  public void close() {
    try {
      streams.close();
      datagrams.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
