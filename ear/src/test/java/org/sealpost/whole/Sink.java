package org.sealpost.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A next hop on loopback that takes mail of any size and any number: of each message it keeps the
 * envelope, the header and the beginning of the body, and the body's length and digest. Faults can
 * be queued, one for a connection; {@link #answerOnly} makes it hold its last replies back.
 */
final class Sink implements AutoCloseable {
  /**
   * A message that was read to its end, whether or not its reply got through.
   *
   * @param tls whether under TLS
   * @param mail the MAIL command
   * @param recipients the RCPT commands
   * @param beginning header and the first 64 KiB of the body, one character per octet
   * @param bodyOctets length of the body, without transparency dots
   * @param bodyDigest SHA-256 of the body in hexadecimal digits
   */
  record Taken(
      boolean tls,
      String mail,
      List<String> recipients,
      String beginning,
      long bodyOctets,
      String bodyDigest) {
    /** The Message-ID without its brackets; empty where there is none. */
    String messageId() {
      return beginning
          .lines()
          .takeWhile(line -> !line.isEmpty())
          .filter(line -> line.startsWith("Message-ID: <"))
          .map(line -> line.substring("Message-ID: <".length(), line.length() - 1))
          .findFirst()
          .orElse("");
    }
  }

  /**
   * What it does wrong in one connection.
   *
   * @param verb the command instead of whose reply it sends the octets; {@code CONNECT} is the
   *     greeting, {@code .} the end of the mail data
   * @param octets sent as they are, then it closes
   */
  record Fault(String verb, String octets) {}

  private static final int ALL = 1_000_000;

  private final ServerSocket listener;
  private final Semaphore answers = new Semaphore(ALL);
  private final AtomicInteger waiting = new AtomicInteger();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile @Nullable Fault always;
  private volatile List<String> keywordsAfterTls = List.of("8BITMIME");
  private @Nullable SSLContext tls;
  private boolean implicitTls;
  private @Nullable Thread acceptor;

  /** Bound, but {@link #start} has to be called. Port 0 is any free one. */
  Sink(int port) {
    try {
      listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  /** Bound to any free port. */
  Sink() {
    this(0);
  }

  /** Gives it STARTTLS. */
  Sink startTls(SSLContext context) {
    tls = context;
    return this;
  }

  /** Gives it TLS from the first octet. */
  Sink implicitTls(SSLContext context) {
    implicitTls = true;
    return startTls(context);
  }

  /** What EHLO says under TLS, instead of 8BITMIME. */
  Sink keywordsAfterTls(String... keywords) {
    keywordsAfterTls = List.of(keywords);
    return this;
  }

  /** One of the next connections meets this fault, each queued fault once. */
  Sink next(Fault fault) {
    faults.add(fault);
    return this;
  }

  /** Every connection that has no queued fault meets this one. */
  Sink always(Fault fault) {
    always = fault;
    return this;
  }

  /** Accepts connections from now on. */
  Sink start() {
    acceptor = daemon(this::acceptAll, "sink-" + port());
    return this;
  }

  /** Answers only so many more messages; the others wait for their reply. */
  void answerOnly(int messages) {
    answers.drainPermits();
    answers.release(messages);
  }

  /** Answers every message again, also those that wait. */
  void answerAll() {
    answers.release(ALL);
  }

  /** How many messages wait for their reply. */
  int waiting() {
    return waiting.get();
  }

  int port() {
    return listener.getLocalPort();
  }

  /** How many connections were made. */
  int connections() {
    return connections.get();
  }

  /** Every message read to its end, doubles too. */
  List<Taken> taken() {
    return List.copyOf(taken);
  }

  /** The Message-IDs of what was taken, each once. */
  Set<String> messageIds() {
    return taken.stream().map(Taken::messageId).collect(Collectors.toSet());
  }

  /** The one message with this Message-ID. */
  Taken message(String messageId) {
    List<Taken> found =
        taken.stream().filter(message -> message.messageId().equals(messageId)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " messages with Message-ID " + messageId);
    }
    return found.get(0);
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
      if (acceptor != null) {
        acceptor.join(); // the port is free only when nobody is in accept any more
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    }
  }

  @Nullable SSLContext tls() {
    return tls;
  }

  boolean isImplicitTls() {
    return implicitTls;
  }

  List<String> keywords(boolean underTls) {
    return underTls ? keywordsAfterTls : tls == null ? List.of("8BITMIME") : List.of("STARTTLS");
  }

  /** Keeps the message, and returns when it may be answered. */
  void take(Taken message) throws IOException {
    taken.add(message);
    waiting.incrementAndGet();
    try {
      answers.acquire();
    } catch (InterruptedException nobodyDoesThat) {
      throw new IOException(nobodyDoesThat);
    } finally {
      waiting.decrementAndGet();
    }
  }

  private void acceptAll() {
    while (true) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        open.add(socket);
        Fault queued = faults.poll();
        Fault fault = queued == null ? always : queued;
        daemon(() -> new SinkSession(this, fault).serve(socket), "sink-session");
      } catch (IOException closed) {
        return; // the test is over
      }
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
