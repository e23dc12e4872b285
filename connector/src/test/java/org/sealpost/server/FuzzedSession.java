package org.sealpost.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ListenerConfig;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.ListenerPlan;
import org.sealpost.inflow.ServerLimits;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Reply;
import org.sealpost.testkit.TestAuthority;

/**
 * A session without a socket: octets go in, replies come out, in one thread. Holds what must be
 * true of every session whatever comes in, and throws {@link AssertionError} where it is not.
 */
final class FuzzedSession implements Wire {
  private static final Pattern REPLY_LINE = Pattern.compile("[2345]\\d\\d[ -][\\x20-\\x7e]*");
  private static final int LONGEST_REPLY_LINE = 510;
  private static final MailDataStore STORE =
      new MailDataStore(
          Path.of(System.getProperty("java.io.tmpdir")), 0, ServerLimits.DEFAULT.memory());

  // A line for each session would be all that is to be seen of a search. Held, or it is collected.
  private static final Logger LOG = Logger.getLogger("org.sealpost.connector");

  private final RecordingEndpoint endpoint = new RecordingEndpoint();
  private final CommandFramer framer = new CommandFramer(2048);
  private final ByteBuf in = Unpooled.buffer();
  private final StringBuilder fed = new StringBuilder();
  private final StringBuilder replies = new StringBuilder();
  private final List<Reply> sent = new ArrayList<>();
  private final ServerSession session;
  private boolean processing;
  private boolean handshaking;
  private boolean closed;

  /** A session on a relay listener that has been greeted. */
  FuzzedSession(@Nullable ServerTls tls) {
    LOG.setLevel(Level.OFF);
    ListenerConfig listener =
        new ListenerConfig(ListenerKind.RELAY, ServerHarness.loopback(25), true);
    ListenerPlan plan = plan(listener, null);
    ServerContext context =
        new ServerContext(
            plan,
            endpoint,
            STORE,
            tls,
            new AuthFailures(ServerLimits.DEFAULT.authFailures(), InstantSource.system()),
            null);
    session =
        new ServerSession(
            context,
            listener,
            this,
            new ServerSession.Peers(
                "fuzz", ServerHarness.loopback(40000), ServerHarness.loopback(25)));
    session.greet();
  }

  private static ListenerPlan plan(
      ListenerConfig listener, ListenerPlan.@Nullable CertificateFiles certificate) {
    return new ListenerPlan(
        Domain.of("mx.test.example"),
        List.of(listener),
        certificate,
        64 * 1024,
        100,
        4,
        Path.of(System.getProperty("java.io.tmpdir")),
        0,
        new ListenerPlan.Authentication(List.of(), null, 6, Duration.ZERO));
  }

  /** What a session needs to offer STARTTLS; its handshake never comes. */
  static ServerTls offeredTls() {
    try {
      Path directory = Files.createTempDirectory("fuzz");
      TestAuthority.Issued issued = ServerHarness.AUTHORITY.issue("mx.test.example");
      ListenerPlan.CertificateFiles files =
          new ListenerPlan.CertificateFiles(
              TestAuthority.writeChain(issued, directory.resolve("server.crt")),
              TestAuthority.writeKey(issued, directory.resolve("server.key")));
      ServerTls tls =
          ServerTls.load(
              plan(new ListenerConfig(ListenerKind.RELAY, ServerHarness.loopback(25), true), files),
              null);
      Files.delete(files.chain());
      Files.delete(files.key());
      Files.delete(directory);
      return tls;
    } catch (IOException | ListenersRefusedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The client sends this in one piece. */
  FuzzedSession feed(byte[] octets) {
    if (!closed && !handshaking) {
      in.writeBytes(octets);
      fed.append(new String(octets, StandardCharsets.ISO_8859_1));
      process();
      in.discardReadBytes();
    }
    return this;
  }

  /** Everything that was replied. */
  String replies() {
    return replies.toString();
  }

  /** What the endpoint took, in order. */
  List<RecordingEndpoint.Taken> taken() {
    return endpoint.taken();
  }

  /** What holds at the end of every session. */
  void check() {
    long started = sent.stream().filter(reply -> reply.code() == 354).count();
    // RFC 3030 §2: the last chunk of a message is itself what ends it.
    long chunked = commands("BDAT");
    long stored = sent.stream().filter(RecordingEndpoint.STORED::equals).count();
    require(taken().size() == stored, "messages taken and messages answered for differ");
    require(stored <= started + chunked, "more messages than DATA commands");
    for (RecordingEndpoint.Taken one : taken()) {
      String bare = one.data().replace("\r\n", "");
      boolean binary = one.transaction().parameters().body() == BodyType.BINARY_MIME;
      require(
          binary || (bare.indexOf('\r') < 0 && bare.indexOf('\n') < 0),
          "a bare CR or LF was taken");
      require(!one.transaction().forwardPaths().isEmpty(), "a message without a recipient");
    }
    require(closed || handshaking || session.takesInput(), "the session hangs");
    session.onDisconnect();
    LOG.setLevel(null);
    in.release();
  }

  /** How often a verb stands at the beginning of a line of the input, at most. */
  private int commands(String verb) {
    int count = 0;
    String text = fed.toString().toUpperCase(Locale.ROOT);
    for (int at = text.indexOf(verb); at >= 0; at = text.indexOf(verb, at + 1)) {
      count++;
    }
    return count;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private void process() {
    if (processing) {
      return;
    }
    processing = true;
    try {
      while (in.isReadable() && session.takesInput()) {
        if (session.takesMailData()) {
          if (!session.onMailData(in)) {
            break;
          }
        } else {
          Framed framed = framer.next(in, session.takesAuthentication());
          if (framed == null) {
            break;
          }
          session.onFramed(framed);
        }
      }
    } finally {
      processing = false;
    }
  }

  @Override
  public void send(Reply reply) {
    require(!handshaking, "a reply in the clear after STARTTLS");
    require(!closed, "a reply after the last one");
    sent.add(reply);
    ByteBuf line = Unpooled.buffer();
    ReplyEncoder.encode(reply, "fuzz-1", line);
    String text = line.toString(StandardCharsets.ISO_8859_1);
    line.release();
    require(text.endsWith("\r\n"), "a reply without an end");
    for (String one : text.substring(0, text.length() - 2).split("\r\n", -1)) {
      require(REPLY_LINE.matcher(one).matches(), "not a reply line: " + one);
      require(one.length() <= LONGEST_REPLY_LINE, "a reply line is too long");
    }
    replies.append(text);
  }

  @Override
  public boolean hasInput() {
    return in.isReadable();
  }

  @Override
  public void startTls() {
    require(!in.isReadable(), "clear octets are left for the time after STARTTLS");
    handshaking = true;
  }

  @Override
  public void resume() {
    process();
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void execute(Runnable task) {
    task.run();
  }

  @Override
  public void executeIn(Duration delay, Runnable task) {
    task.run();
  }
}
