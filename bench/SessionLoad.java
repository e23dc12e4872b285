import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The clients of bench/sessions, in one process: `active` ones that deliver message after message,
 * `idle` ones that say EHLO (with
 * -Dtls=true under TLS) and nothing more, and `loris` ones that send an octet a second and come
 * back as soon as they are thrown out. Prints one line: messages/s of the active ones, their failed
 * messages, idle sessions still open at the end, connections the loris ones have made.
 *
 * Run by the source launcher: java bench/SessionLoad.java port active idle loris seconds
 */
public final class SessionLoad {
  private static final SSLContext TLS = tls();

  private final InetSocketAddress server;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger lorisConnections = new AtomicInteger();

  private SessionLoad(int port) {
    server = new InetSocketAddress("127.0.0.1", port);
  }

  public static void main(String[] arguments) throws Exception {
    int[] numbers = new int[arguments.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Integer.parseInt(arguments[i]);
    }
    new SessionLoad(numbers[0]).run(numbers[1], numbers[2], numbers[3], numbers[4]);
  }

  private void run(int active, int idle, int loris, int seconds) throws Exception {
    List<Socket> resting = new ArrayList<>();
    for (int i = 0; i < idle; i++) {
      resting.add(rest(i));
    }
    List<Thread> threads = new ArrayList<>();
    if (loris > 0) {
      threads.add(start(() -> trickle(loris)));
    }
    for (int i = 0; i < active; i++) {
      threads.add(start(this::deliverAgainAndAgain));
    }
    // A third to get going, then what counts.
    Thread.sleep(seconds * 1000L / 3);
    int before = taken.get();
    long start = System.nanoTime();
    Thread.sleep(seconds * 1000L);
    double rate = (taken.get() - before) / ((System.nanoTime() - start) / 1e9);
    int stillOpen = 0;
    for (Socket socket : resting) {
      stillOpen += isOpen(socket) ? 1 : 0;
    }
    over.set(true);
    System.out.printf("%.1f %d %d %d%n", rate, failed.get(), stillOpen, lorisConnections.get());
    for (Thread thread : threads) {
      thread.join(10_000);
    }
    System.exit(0);
  }

  /** A session that says EHLO and, with -Dtls=true, begins TLS and says it again. */
  private Socket rest(int i) throws Exception {
    byte[] from = {127, 1, (byte) (1 + i / 200), (byte) (1 + i % 200)};
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getByAddress(from), 0));
    socket.setTcpNoDelay(true);
    socket.connect(server);
    socket.setSoTimeout(60_000);
    BufferedReader in = reader(socket);
    expect(in, 220);
    say(socket, in, "EHLO idle.example\r\n", 250);
    if (!Boolean.getBoolean("tls")) {
      return socket;
    }
    say(socket, in, "STARTTLS\r\n", 220);
    Socket secured = TLS.getSocketFactory().createSocket(socket, "mx", server.getPort(), true);
    say(secured, reader(secured), "EHLO idle.example\r\n", 250);
    return secured;
  }

  private static boolean isOpen(Socket socket) throws IOException {
    socket.setSoTimeout(1);
    try {
      socket.getInputStream().read();
      return false; // the last word, or the end
    } catch (SocketTimeoutException nothingCame) {
      return true;
    } catch (IOException broken) {
      return false;
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 512);
  }

  // What the certificate is does not matter here.
  private static SSLContext tls() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anybody()}, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(null, task, "load", 256 * 1024);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void deliverAgainAndAgain() {
    while (!over.get()) {
      try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        BufferedReader in = reader(socket);
        expect(in, 220);
        say(socket, in, "EHLO active.example\r\n", 250);
        while (!over.get()) {
          say(socket, in, "MAIL FROM:<a@bench.example>\r\n", 250);
          say(socket, in, "RCPT TO:<b@sink.example>\r\n", 250);
          say(socket, in, "DATA\r\n", 354);
          say(socket, in, "Subject: x\r\n\r\n" + "y".repeat(78).concat("\r\n").repeat(12) + ".\r\n", 250);
          taken.incrementAndGet();
        }
      } catch (IOException e) {
        failed.incrementAndGet();
        rest();
      }
    }
  }

  /** Nobody comes back at once. */
  private static void rest() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void say(Socket socket, BufferedReader in, String text, int code)
      throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    expect(in, code);
  }

  private static void expect(BufferedReader in, int code) throws IOException {
    String line;
    do {
      line = in.readLine();
      if (line == null || !line.startsWith(Integer.toString(code))) {
        throw new IOException("not " + code + ": " + line);
      }
    } while (line.charAt(3) == '-');
  }

  /** A third hold a command line open, a third mail data, a third send NOOP after NOOP. */
  private void trickle(int count) {
    SocketChannel[] held = new SocketChannel[count];
    while (!over.get()) {
      for (int i = 0; i < count && !over.get(); i++) {
        try {
          if (held[i] == null) {
            held[i] = connect(i);
          }
          if (isGone(held[i])) {
            held[i].close();
            held[i] = null;
          } else {
            write(held[i], i % 3 == 2 ? "NOOP\r\n" : "x");
          }
        } catch (IOException e) {
          held[i] = null;
        }
      }
      try {
        Thread.sleep(1000);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  // From addresses other than the honest ones'.
  private SocketChannel connect(int i) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    byte[] from = {127, 0, (byte) (1 + i / 200), (byte) (1 + i % 200)};
    channel.bind(new InetSocketAddress(InetAddress.getByAddress(from), 0));
    channel.connect(server);
    lorisConnections.incrementAndGet();
    channel.configureBlocking(false);
    if (i % 3 == 1) {
      write(channel, "EHLO l.example\r\n");
      write(channel, "MAIL FROM:<l@l.example>\r\nRCPT TO:<b@sink.example>\r\nDATA\r\n");
    }
    return channel;
  }

  private static boolean isGone(SocketChannel channel) throws IOException {
    ByteBuffer replies = ByteBuffer.allocate(512);
    int count;
    do {
      replies.clear();
      count = channel.read(replies);
    } while (count > 0);
    return count < 0;
  }

  private static void write(SocketChannel channel, String text) throws IOException {
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }
}
