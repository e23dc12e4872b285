package org.sealpost.whole.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * A name server on loopback over UDP that says of each answer whether it was validated, for {@code
 * dns.validation=trust-ad}. Records can be changed while it runs; they live for a second.
 */
final class TrustedDns implements AutoCloseable {
  private static final long TTL_SECONDS = 1;

  private final DatagramSocket socket;
  private final List<Record> records = new CopyOnWriteArrayList<>();
  private final List<Name> signed = new CopyOnWriteArrayList<>();

  /** Starts one on a free port. */
  TrustedDns() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    socket = new DatagramSocket(new InetSocketAddress(loopback, 0));
    Thread thread = new Thread(this::serve, "trusted-dns");
    thread.setDaemon(true);
    thread.start();
  }

  /** As it stands in {@code dns.servers}. */
  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** Adds a record, for example {@code with("one.example", "MX", "10 mx.one.example.")}. */
  TrustedDns with(String name, String type, String value) throws IOException {
    records.add(
        Record.fromString(
            absolute(name), Type.value(type), DClass.IN, TTL_SECONDS, value, Name.root));
    return this;
  }

  /** From now on answers about this domain and what is below it are validated. */
  TrustedDns sign(String domain) {
    signed.add(absolute(domain));
    return this;
  }

  /** From now on they are not. */
  void unsign(String domain) {
    signed.remove(absolute(domain));
  }

  private static Name absolute(String name) {
    try {
      return Name.fromString(name + ".");
    } catch (TextParseException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  private void serve() {
    byte[] space = new byte[65535];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(space, space.length);
        socket.receive(packet);
        Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
        byte[] answer = answer(query).toWire(65535);
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException failed) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(failed);
        }
      }
    }
  }

  private Message answer(Message query) {
    Record question = query.getQuestion();
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(question, Section.QUESTION);
    if (signed.stream().anyMatch(zone -> question.getName().subdomain(zone))) {
      answer.getHeader().setFlag(Flags.AD);
    }
    boolean known = false;
    for (Record record : records) {
      known |= record.getName().equals(question.getName());
      if (record.getName().equals(question.getName()) && record.getType() == question.getType()) {
        answer.addRecord(record, Section.ANSWER);
      }
    }
    answer.getHeader().setRcode(known ? Rcode.NOERROR : Rcode.NXDOMAIN);
    return answer;
  }

  @Override
  public void close() {
    socket.close();
  }
}
