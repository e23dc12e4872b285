package org.sealpost.testkit;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * A blocking SMTP client for tests: sends exactly what it is told, right or wrong, and reads whole
 * replies. Every read ends after ten seconds at the latest, or after {@link #patience}.
 */
public final class WireClient implements Closeable {
  private static final int PATIENCE_MILLIS = 10_000;

  private Socket socket;
  private InputStream in;

  private WireClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * A reply as it came.
   *
   * @param code the three digits
   * @param lines each without code and separator, with the enhanced status code if there is one
   */
  public record Received(int code, List<String> lines) {
    /** A list of its own. */
    public Received {
      lines = List.copyOf(lines);
    }

    /** Code and first line: {@code 250 2.1.0 Sender OK}. */
    public String text() {
      return code + " " + lines.get(0);
    }
  }

  /** Connects; the greeting is still to be read. */
  public static WireClient connect(InetSocketAddress server) throws IOException {
    return new WireClient(open(server));
  }

  /** As {@link #connect}, from that address of this machine. */
  public static WireClient connectFrom(String local, InetSocketAddress server) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(local, 0));
    return new WireClient(connected(socket, server));
  }

  /** Connects with TLS from the first octet. */
  public static WireClient connectTls(InetSocketAddress server, SSLContext tls) throws IOException {
    WireClient client = new WireClient(open(server));
    client.handshake(tls);
    return client;
  }

  private static Socket open(InetSocketAddress server) throws IOException {
    return connected(new Socket(), server);
  }

  private static Socket connected(Socket socket, InetSocketAddress server) throws IOException {
    socket.setTcpNoDelay(true);
    socket.connect(server, PATIENCE_MILLIS);
    return socket;
  }

  /** Makes the connection a TLS connection, without any SMTP. */
  public void handshake(SSLContext tls) throws IOException {
    handshake(tls, "mx.test.example", "TLSv1.3", "TLSv1.2");
  }

  /**
   * As {@link #handshake(SSLContext)}.
   *
   * @param host the name that is asked for (SNI)
   * @param protocols those that are offered
   * @return what was agreed on
   */
  public SSLSession handshake(SSLContext tls, String host, String... protocols) throws IOException {
    SSLSocket secured =
        (SSLSocket) tls.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
    secured.setUseClientMode(true);
    secured.setEnabledProtocols(protocols);
    secured.startHandshake();
    socket = secured;
    in = new BufferedInputStream(secured.getInputStream());
    return secured.getSession();
  }

  /** As {@link #handshake(SSLContext)} with TLS 1.2, offering these suites only. */
  public void handshakeWithSuites(SSLContext tls, String... suites) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            tls.getSocketFactory().createSocket(socket, "mx.test.example", socket.getPort(), true);
    secured.setEnabledProtocols(new String[] {"TLSv1.2"});
    secured.setEnabledCipherSuites(suites);
    secured.startHandshake();
  }

  /** Begins a second handshake inside of the first one's session. */
  public void renegotiate() throws IOException {
    ((SSLSocket) socket).startHandshake();
  }

  /** Connects, reads the greeting, says EHLO. */
  public static WireClient greeted(InetSocketAddress server) throws IOException {
    WireClient client = connect(server);
    client.read();
    client.command("EHLO client.example");
    return client;
  }

  /** As {@link #greeted}, then STARTTLS and EHLO again. */
  public static WireClient secured(InetSocketAddress server, SSLContext tls) throws IOException {
    WireClient client = greeted(server);
    client.command("STARTTLS");
    client.handshake(tls);
    client.command("EHLO client.example");
    return client;
  }

  /** How long a read may take from now on. */
  public WireClient patience(Duration longest) throws IOException {
    socket.setSoTimeout(Math.toIntExact(longest.toMillis()));
    return this;
  }

  /** The local port, to find this session in a log. */
  public int localPort() {
    return socket.getLocalPort();
  }

  /** The TLS session; only once there is one. */
  public SSLSession tlsSession() {
    return ((SSLSocket) socket).getSession();
  }

  /** Sends a line with CRLF and reads one reply. */
  public Received command(String line) throws IOException {
    send(line + "\r\n");
    return read();
  }

  /** Sends the text in UTF-8, nothing added. */
  public void send(String octets) throws IOException {
    send(octets.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the lines in one piece, each with CRLF. */
  public void sendLines(String... lines) throws IOException {
    send(String.join("\r\n", lines) + "\r\n");
  }

  /** Sends the octets. */
  public void send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
  }

  /**
   * Reads one reply (RFC 5321 §4.2).
   *
   * @throws EOFException where the server has closed
   */
  public Received read() throws IOException {
    List<String> lines = new ArrayList<>();
    while (true) {
      String line = readLine();
      lines.add(line.length() > 4 ? line.substring(4) : "");
      if (line.length() < 4 || line.charAt(3) != '-') {
        return new Received(Integer.parseInt(line.substring(0, 3)), lines);
      }
    }
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    int octet;
    while ((octet = in.read()) != '\n') {
      if (octet < 0) {
        throw new EOFException("closed by the server after: " + line);
      }
      line.append((char) octet);
    }
    return line.substring(0, line.length() - 1);
  }

  /** Whether the server has closed and nothing more is to be read. */
  public boolean isAtEnd() throws IOException {
    return in.read() < 0;
  }

  /** Everything up to the end, octet by octet: for what is no SMTP. */
  public String readToEnd() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Whether octets are here already, without waiting. */
  public int available() throws IOException {
    return in.available();
  }

  /** MAIL, RCPT, DATA and the content, which ends with CRLF; the reply to the content. */
  public Received deliver(String reversePath, String forwardPath, String content)
      throws IOException {
    command("MAIL FROM:<" + reversePath + ">");
    command("RCPT TO:<" + forwardPath + ">");
    command("DATA");
    send(content);
    return command(".");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
