package org.sealpost.whole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link Sink}. */
final class SinkSession {
  private final Sink sink;
  private final Sink.@Nullable Fault fault;
  private Socket socket = new Socket();
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();
  private boolean underTls;
  private String mail = "";
  private final List<String> recipients = new ArrayList<>();

  SinkSession(Sink sink, Sink.@Nullable Fault fault) {
    this.sink = sink;
    this.fault = fault;
  }

  void serve(Socket accepted) {
    try (accepted) {
      use(accepted);
      if (sink.isImplicitTls()) {
        secure();
      }
      boolean more = reply("CONNECT", "220 sink.example ESMTP");
      while (more) {
        more = handle(line());
      }
      // What the client has sent meanwhile is read, so that closing does not reset the connection
      // and take away the octets before it.
      socket.shutdownOutput();
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException gone) {
      // The client went away, or was killed: what it sent is recorded.
    }
  }

  private boolean handle(String line) throws IOException {
    String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
    return switch (verb) {
      case "EHLO" -> reply(verb, ehlo());
      case "STARTTLS" -> {
        boolean more = reply(verb, "220 2.0.0 go ahead");
        if (more) {
          secure();
        }
        yield more;
      }
      case "MAIL" -> {
        recipients.clear();
        mail = line;
        yield reply(verb, "250 2.1.0 ok");
      }
      case "RCPT" -> {
        recipients.add(line);
        yield reply(verb, "250 2.1.5 ok");
      }
      case "DATA" -> reply(verb, "354 go on") && data();
      case "QUIT" -> {
        reply(verb, "221 2.0.0 bye");
        yield false;
      }
      default -> reply(verb, "250 2.0.0 ok");
    };
  }

  private boolean data() throws IOException {
    MailDataDigest data = new MailDataDigest(in);
    sink.take(data.taken(underTls, mail, List.copyOf(recipients)));
    return reply(".", "250 2.0.0 taken");
  }

  private String ehlo() {
    StringBuilder reply = new StringBuilder("250-sink.example\r\n");
    sink.keywords(underTls).forEach(keyword -> reply.append("250-" + keyword + "\r\n"));
    return reply + "250 ENHANCEDSTATUSCODES";
  }

  private void secure() throws IOException {
    SSLContext context = sink.tls();
    if (context == null) {
      throw new IllegalStateException("no certificate");
    }
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    use(secured);
    underTls = true;
  }

  private void use(Socket current) throws IOException {
    socket = current;
    in = new BufferedInputStream(current.getInputStream(), 1 << 16);
    out = current.getOutputStream();
  }

  /** Sends the reply, or what the fault wants; false where the connection is over. */
  private boolean reply(String verb, String text) throws IOException {
    Sink.Fault wrong = fault != null && fault.verb().equals(verb) ? fault : null;
    String octets = wrong == null ? text + "\r\n" : wrong.octets();
    out.write(octets.getBytes(ISO_8859_1));
    out.flush();
    return wrong == null;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException();
      }
      line.append((char) octet);
    }
    return line.toString().stripTrailing();
  }
}
