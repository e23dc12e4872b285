package org.sealpost.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.sealpost.client.FakeMx.Fault;
import org.sealpost.client.FakeMx.Received;
import org.sealpost.client.FakeMx.Script;

/** One connection of a {@link FakeMx}. */
final class FakeMxSession {
  private final Script script;
  private final List<String> commands;
  private final List<Received> received;
  private final FakeMxDialogue dialogue;
  private Socket socket = new Socket();
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();
  private boolean underTls;
  private boolean silent;
  private boolean signedIn;
  private String mail = "";
  private final List<String> recipients = new ArrayList<>();
  private final StringBuilder chunks = new StringBuilder();

  FakeMxSession(
      Script script, List<String> commands, List<Received> received, FakeMxDialogue dialogue) {
    this.dialogue = dialogue;
    this.script = script;
    this.commands = commands;
    this.received = received;
  }

  void serve(Socket accepted) {
    try (accepted) {
      use(accepted);
      if (script.has(Fault.CLOSE_AT_CONNECT)) {
        return;
      }
      if (script.isImplicitTls()) {
        secure();
      }
      if (greet()) {
        boolean more = true;
        while (more) {
          more = handle(readLine());
        }
      }
    } catch (IOException ended) {
      // the client went away, as clients do; what it sent is recorded
    }
  }

  private void use(Socket current) throws IOException {
    socket = current;
    in = new BufferedInputStream(dialogue.heard(current.getInputStream(), underTls));
    out = current.getOutputStream();
  }

  private boolean greet() throws IOException {
    if (script.has(Fault.CLOSE_MID_GREETING)) {
      send("220 fak");
      return false;
    }
    if (script.has(Fault.GARBAGE_GREETING)) {
      send("SSH-2.0-OpenSSH_9.2\r\n");
      return false;
    }
    String greeting = script.replyTo("CONNECT", "220 fake.example ESMTP");
    reply(greeting);
    return true;
  }

  private boolean handle(String line) throws IOException {
    commands.add(line);
    String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
    silent = silent || script.isSilentAfter(verb);
    if (silent) {
      return true;
    }
    switch (verb) {
      case "EHLO" -> ehlo();
      case "STARTTLS" -> {
        return startTls();
      }
      case "AUTH" -> signIn(line);
      case "MAIL" -> mail(line);
      case "RCPT" -> recipient(line);
      case "DATA" -> {
        return data();
      }
      case "BDAT" -> {
        return chunk(line);
      }
      case "RSET" -> {
        forget();
        reply(script.replyTo("RSET", "250 2.0.0 ok"));
      }
      case "QUIT" -> {
        reply("221 2.0.0 bye");
        return false;
      }
      default -> reply(script.replyTo(verb, "250 ok"));
    }
    return true;
  }

  private void ehlo() throws IOException {
    String queued = script.replyTo("EHLO", "");
    if (!queued.isEmpty()) {
      reply(queued);
    } else if (script.has(Fault.HELO_ONLY)) {
      reply("502 unknown command");
    } else {
      byte[] answer = script.ehloReply(underTls);
      dialogue.announced(underTls, new String(answer, StandardCharsets.UTF_8));
      out.write(answer);
    }
  }

  private boolean startTls() throws IOException {
    String answer = script.replyTo("STARTTLS", "220 go ahead");
    if (script.has(Fault.TEXT_BEFORE_HANDSHAKE)) {
      send(answer + "\r\n250 injected\r\n");
      return true;
    }
    reply(answer);
    if (!answer.startsWith("220")) {
      return true;
    }
    if (script.has(Fault.BROKEN_HANDSHAKE)) {
      send("this is not TLS, whatever you say\r\n");
      return false;
    }
    if (script.has(Fault.CLOSE_AT_HANDSHAKE)) {
      return false;
    }
    secure();
    forget();
    return true;
  }

  private void secure() throws IOException {
    SSLContext context = script.tls();
    if (context == null) {
      throw new IllegalStateException("no certificate in the script");
    }
    SSLSocket tls =
        (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    tls.setUseClientMode(false);
    tls.startHandshake();
    if (tls.getSession() instanceof ExtendedSSLSession session) {
      session.getRequestedServerNames().stream()
          .filter(SNIHostName.class::isInstance)
          .forEach(name -> script.asked(((SNIHostName) name).getAsciiName()));
    }
    underTls = true;
    use(tls);
  }

  private void signIn(String line) throws IOException {
    FakeMx.Script.SignsIn account = script.account();
    String queued = script.replyTo("AUTH", account == null ? "502 5.5.1 no" : "");
    if (account == null || !queued.isEmpty()) {
      reply(queued);
      return;
    }
    FakeSignIn exchange = new FakeSignIn(account.userName(), account.password(), this::askOnce);
    String answer = exchange.answer(line);
    signedIn = answer.startsWith("235");
    reply(answer);
  }

  private String askOnce(String challenge) throws IOException {
    reply(challenge);
    String response = readLine();
    commands.add(response);
    return response;
  }

  private void mail(String line) throws IOException {
    boolean may = script.account() == null || signedIn;
    String answer = script.replyTo("MAIL", may ? "250 2.1.0 ok" : "530 5.7.0 sign in");
    if (answer.startsWith("2")) {
      mail = line;
    }
    reply(answer);
  }

  private void recipient(String line) throws IOException {
    String answer = script.replyTo("RCPT", mail.isEmpty() ? "503 5.5.1 MAIL" : "250 2.1.5 ok");
    if (answer.startsWith("2")) {
      recipients.add(line);
    }
    reply(answer);
  }

  private boolean data() throws IOException {
    boolean anyway = script.has(Fault.DATA_WITHOUT_RECIPIENTS);
    boolean ready = anyway || !recipients.isEmpty();
    String answer = script.replyTo("DATA", ready ? "354 go on" : "554 5.5.1 no recipients");
    reply(answer);
    if (!answer.startsWith("354")) {
      return true;
    }
    if (script.has(Fault.CLOSE_AFTER_354)) {
      return false;
    }
    received.add(new Received(underTls, mail, List.copyOf(recipients), readData()));
    forget();
    if (script.has(Fault.CLOSE_AFTER_FINAL_DOT)) {
      return false;
    }
    if (script.has(Fault.CLOSE_MID_FINAL_REPLY)) {
      send("250-2.0.0 que");
      return false;
    }
    reply(script.replyTo(".", "250 2.0.0 queued as fake"));
    return !script.has(Fault.CLOSE_AFTER_TRANSACTION);
  }

  /** RFC 3030 §2: the octets of a chunk are read whatever its answer. */
  private boolean chunk(String line) throws IOException {
    String[] words = line.split(" ", 3);
    byte[] octets = in.readNBytes(Integer.parseInt(words[1]));
    if (octets.length < Integer.parseInt(words[1])) {
      throw new EOFException();
    }
    chunks.append(new String(octets, StandardCharsets.ISO_8859_1));
    boolean last = words.length > 2;
    String usual = recipients.isEmpty() ? "503 5.5.1 no recipients" : "250 2.0.0 ok";
    String answer = script.replyTo("BDAT", usual);
    if (last && answer.startsWith("2")) {
      received.add(new Received(underTls, mail, List.copyOf(recipients), chunks.toString()));
      forget();
      if (script.has(Fault.CLOSE_AFTER_FINAL_DOT)) {
        return false;
      }
    }
    reply(answer);
    return !(last && script.has(Fault.CLOSE_AFTER_TRANSACTION));
  }

  private void forget() {
    chunks.setLength(0);
    mail = "";
    recipients.clear();
  }

  private String readData() throws IOException {
    StringBuilder data = new StringBuilder();
    String line = readLine();
    while (!line.equals(".")) {
      data.append(line).append("\r\n");
      line = readLine();
    }
    return data.toString();
  }

  /** One line in ISO 8859-1, one character per octet; only CRLF ends it. */
  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int previous = -1;
    while (true) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException();
      }
      if (octet == '\n' && previous == '\r') {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.substring(0, text.length() - 1);
      }
      line.write(octet);
      previous = octet;
    }
  }

  private void reply(String text) throws IOException {
    send(text + "\r\n");
  }

  private void send(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
