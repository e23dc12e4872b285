package org.sealpost.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.sealpost.testkit.TestAuthority;

/**
 * A scriptable SMTP server on loopback. By itself it takes every message; queued replies and faults
 * make it do otherwise. It records what it was sent, octet for octet.
 */
public final class FakeMx implements AutoCloseable {
  /** What it does wrong. */
  public enum Fault {
    /** Closes at once, without a greeting. */
    CLOSE_AT_CONNECT,
    /** Closes in the middle of the greeting. */
    CLOSE_MID_GREETING,
    /** Greets with something that is no reply. */
    GARBAGE_GREETING,
    /** Does not know EHLO. */
    HELO_ONLY,
    /** Has TLS but does not say so. */
    STARTTLS_NOT_OFFERED,
    /** Sends octets of no TLS version after its 220 to STARTTLS. */
    BROKEN_HANDSHAKE,
    /** Closes after its 220 to STARTTLS. */
    CLOSE_AT_HANDSHAKE,
    /** Sends a second reply together with its 220 to STARTTLS. */
    TEXT_BEFORE_HANDSHAKE,
    /** Answers DATA with 354 even where it took no recipient. */
    DATA_WITHOUT_RECIPIENTS,
    /** Closes after DATA, before any mail data. */
    CLOSE_AFTER_354,
    /** Takes the whole message and closes without a reply. */
    CLOSE_AFTER_FINAL_DOT,
    /** Sends half a reply to the final dot and closes. */
    CLOSE_MID_FINAL_REPLY,
    /** Closes after each message, without a word, as an idle timeout does. */
    CLOSE_AFTER_TRANSACTION
  }

  /**
   * One message as it came over the wire.
   *
   * @param mail the MAIL command
   * @param recipients the RCPT commands that were accepted
   * @param data the octets between the 354 and the final dot, transparency dots in place
   */
  public record Received(boolean tls, String mail, List<String> recipients, String data) {}

  private final Script script;
  private final ServerSocket listener;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<FakeMxDialogue> dialogues = new CopyOnWriteArrayList<>();
  private final AtomicInteger sessions = new AtomicInteger();

  private FakeMx(Script script, ServerSocket listener) {
    this.script = script;
    this.listener = listener;
  }

  /** Starts one on 127.0.0.1 and any free port. */
  public static FakeMx start(Script script) {
    return start(script, "127.0.0.1", 0);
  }

  /** Starts one on a given loopback address; port 0 is any free one. */
  public static FakeMx start(Script script, String address, int port) {
    try {
      ServerSocket listener = new ServerSocket(port, 50, InetAddress.getByName(address));
      FakeMx fake = new FakeMx(script, listener);
      Thread thread = new Thread(fake::acceptAll, "fake-mx-" + listener.getLocalPort());
      thread.setDaemon(true);
      thread.start();
      return fake;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** The port it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections were made. */
  public int sessions() {
    return sessions.get();
  }

  /** Every command line of all sessions, in order. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /** The name of each TLS handshake that asked for one (RFC 6066 §3). */
  public List<String> serverNames() {
    return List.copyOf(script.serverNames);
  }

  /** Every message taken or at least read to its end. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  /** What was said on each connection, in the order they were made. */
  public List<FakeMxDialogue> dialogues() {
    return List.copyOf(dialogues);
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sessions.incrementAndGet();
        open.add(socket);
        FakeMxDialogue dialogue = new FakeMxDialogue();
        dialogues.add(dialogue);
        FakeMxSession session = new FakeMxSession(script, commands, received, dialogue);
        Thread thread = new Thread(() -> session.serve(socket), "fake-mx-session");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException closed) {
        return; // the test is over
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** How a fake behaves; not changed once it was started, except by queueing replies. */
  public static final class Script {
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private final List<String> serverNames = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<String>> queued = new HashMap<>();
    private List<String> keywords = List.of("PIPELINING", "8BITMIME", "SIZE 0", "SMTPUTF8");
    private List<String> keywordsAfterTls = List.of("PIPELINING", "8BITMIME", "REQUIRETLS");
    private @Nullable SSLContext tls;
    private boolean implicitTls;
    private String silence = "";
    private @Nullable SignsIn account;

    /** The only one who can sign in. */
    record SignsIn(String userName, String password) {}

    /** The keywords of EHLO in clear; STARTTLS is added where it has TLS. */
    public Script keywords(String... words) {
      keywords = List.of(words);
      return this;
    }

    /** The keywords of EHLO under TLS. */
    public Script keywordsAfterTls(String... words) {
      keywordsAfterTls = List.of(words);
      return this;
    }

    /** Makes it answer nothing from this command on. */
    public Script silentAfter(String verb) {
      silence = verb;
      return this;
    }

    boolean isSilentAfter(String verb) {
      return verb.equals(silence);
    }

    /** Lets this user sign in, by any mechanism asked for; announced is what the keywords say. */
    public Script user(String userName, String password) {
      account = new SignsIn(userName, password);
      return this;
    }

    @Nullable SignsIn account() {
      return account;
    }

    /** Gives it STARTTLS with this certificate. */
    public Script tls(TestAuthority.Issued certificate) {
      tls = TestAuthority.serverContext(certificate);
      return this;
    }

    /** Gives it TLS from the first octet. */
    public Script implicitTls(TestAuthority.Issued certificate) {
      implicitTls = true;
      return tls(certificate);
    }

    /** Adds a fault. */
    public Script fault(Fault fault) {
      faults.add(fault);
      return this;
    }

    /**
     * Queues a reply to the next command of this verb, without its last CRLF; {@code CONNECT} is
     * the greeting, {@code .} the end of the mail data.
     */
    public synchronized Script answer(String verb, String reply) {
      queued.computeIfAbsent(verb, key -> new ArrayDeque<>()).add(reply);
      return this;
    }

    synchronized String replyTo(String verb, String usual) {
      Deque<String> replies = queued.get(verb);
      String reply = replies == null ? null : replies.poll();
      return reply == null ? usual : reply;
    }

    void asked(String serverName) {
      serverNames.add(serverName);
    }

    boolean has(Fault fault) {
      return faults.contains(fault);
    }

    boolean isImplicitTls() {
      return implicitTls;
    }

    @Nullable SSLContext tls() {
      return tls;
    }

    byte[] ehloReply(boolean underTls) {
      List<String> words = new ArrayList<>(underTls ? keywordsAfterTls : keywords);
      if (tls != null && !underTls && !has(Fault.STARTTLS_NOT_OFFERED)) {
        words.add("STARTTLS");
      }
      StringBuilder reply = new StringBuilder();
      reply.append(words.isEmpty() ? "250 " : "250-").append("fake.example at your service\r\n");
      for (int i = 0; i < words.size(); i++) {
        String separator = i == words.size() - 1 ? " " : "-";
        reply.append("250").append(separator).append(words.get(i)).append("\r\n");
      }
      return reply.toString().getBytes(StandardCharsets.UTF_8);
    }
  }
}
