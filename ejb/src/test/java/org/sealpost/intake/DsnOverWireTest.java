package org.sealpost.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealpost.account.AddressBook;
import org.sealpost.account.BookSamples;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Received;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.delivery.LocalOrRelay;
import org.sealpost.delivery.LoopbackPeers;
import org.sealpost.delivery.NextHop;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.MailData;
import org.sealpost.inflow.MailTransaction;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.queue.QueueEnds;
import org.sealpost.queue.QueueSamples;
import org.sealpost.report.ReadDsn;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.DsnReturn;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.OriginalRecipient;
import org.sealpost.smtp.RecipientParameters;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.smtp.Xtext;

/**
 * Notifications over real sockets (N1, N2): a message goes to a host of another domain, or into a
 * mailbox here, and what the sender is told of it goes to the sender's host, which knows neither
 * DSN nor 8BITMIME. What that host was given is read by Python. Every NOTIFY with every RET, each
 * requirement, a next hop with DSN and one without, and every end.
 */
@Tag("rfc3461-5.2")
final class DsnOverWireTest {
  private static final Settings SETTINGS =
      SettingsReader.read(
          Path.of("data").toAbsolutePath(),
          key -> Optional.ofNullable(key.equals("hostname") ? "mx.sealpost.example" : null),
          List.of());
  private static final AddressBook BOOK =
      new BookSamples()
          .domain("one.example")
          .account("ada@one.example")
          .alias("dsn@one.example", "ada@one.example", "x@dsn.example")
          .alias("plain@one.example", "ada@one.example", "x@plain.example")
          .book();
  private static final List<String> NOTIFY =
      List.of("", "NEVER", "SUCCESS", "FAILURE", "DELAY", "SUCCESS,FAILURE,DELAY");
  private static final Pattern NOTIFIED = Pattern.compile(" NOTIFY=([A-Z,]+)");

  private static QueueDatabase database;
  private static LoopbackPeers peers;
  private static NextHop nextHop;
  private static FakeMx back;
  private static final Script ON_THE_WAY_BACK = new Script();
  private static final Script WITH_DSN = new Script();
  private static final Script WITHOUT_DSN = new Script();
  private static FakeMx dsn;
  private static FakeMx plain;

  @BeforeAll
  static void open() {
    database = new QueueDatabase();
    peers = new LoopbackPeers();
    back = peers.add("back.example", ON_THE_WAY_BACK, "PIPELINING", "REQUIRETLS");
    dsn =
        peers.add(
            "dsn.example",
            WITH_DSN,
            "PIPELINING",
            "8BITMIME",
            "ENHANCEDSTATUSCODES",
            "REQUIRETLS",
            "DSN");
    plain =
        peers.add("plain.example", WITHOUT_DSN, "8BITMIME", "ENHANCEDSTATUSCODES", "REQUIRETLS");
    nextHop = new LocalOrRelay(() -> BOOK, peers.nextHop(SETTINGS.hostName()));
  }

  @AfterAll
  static void close() {
    peers.close();
    database.close();
  }

  @AfterEach
  void empty() {
    database.empty();
  }

  /** How a message ends, and which NOTIFY is about that. */
  private enum End {
    FAILED("FAILURE"),
    DELAYED("DELAY"),
    RELAYED("SUCCESS"),
    DELIVERED("SUCCESS"),
    EXPANDED("SUCCESS");

    private final String event;

    End(String event) {
      this.event = event;
    }

    String recipient(boolean knowsDsn) {
      String peer = knowsDsn ? "dsn" : "plain";
      return switch (this) {
        case DELIVERED -> "ada@one.example";
        case EXPANDED -> peer + "@one.example";
        default -> "x@" + peer + ".example";
      };
    }

    @Nullable String answer() {
      return switch (this) {
        case FAILED -> "550 5.1.1 unknown";
        case DELAYED -> "451 4.2.1 later";
        default -> null;
      };
    }
  }

  /** One combination. */
  private record Case(
      End end,
      TlsRequirement requirement,
      boolean knowsDsn,
      String notifyOn,
      @Nullable DsnReturn returned) {
    /** RFC 3461 §4.1: who says nothing is told of failure and delay; §5.2.1: the next MTA tells. */
    boolean isTold() {
      String asked = notifyOn.isEmpty() ? "FAILURE,DELAY" : notifyOn;
      return asked.contains(end.event) && !(end == End.RELAYED && knowsDsn);
    }

    boolean isWhole() {
      return end == End.FAILED
          && returned == DsnReturn.FULL
          && requirement != TlsRequirement.REQUIRED;
    }
  }

  static Stream<Arguments> ends() {
    return Stream.of(End.values())
        .flatMap(end -> Stream.of(TlsRequirement.values()).map(each -> Arguments.of(end, each)));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void theSendersHostGetsExactlyWhatWasAskedFor(End end, TlsRequirement requirement) {
    List<Case> told = new ArrayList<>();
    List<byte[]> arrived = new ArrayList<>();
    for (Case each : cases(end, requirement)) {
      int before = back.received().size();
      send(each);
      passedOn(each);
      int more = back.received().size() - before;
      assertThat(more).as(each.toString()).isEqualTo(each.isTold() ? 1 : 0);
      if (more > 0) {
        told.add(each);
        arrived.add(octets(back.received().get(before), requirement));
      }
      database.empty();
    }
    List<ReadDsn> read = ReadDsn.all(arrived);
    for (int i = 0; i < read.size(); i++) {
      check(told.get(i), read.get(i).isWellFormed());
    }
    assertThat(read).isNotEmpty();
  }

  private static List<Case> cases(End end, TlsRequirement requirement) {
    List<Case> all = new ArrayList<>();
    for (boolean knowsDsn : new boolean[] {true, false}) {
      for (String notify : NOTIFY) {
        for (DsnReturn returned :
            new @Nullable DsnReturn[] {null, DsnReturn.FULL, DsnReturn.HDRS}) {
          all.add(new Case(end, requirement, knowsDsn, notify, returned));
        }
      }
    }
    return all;
  }

  /** The message goes where it goes to, and then whatever is to be told of it. */
  private static void send(Case sent) {
    String answer = sent.end.answer();
    if (answer != null) {
      (sent.knowsDsn ? WITH_DSN : WITHOUT_DSN).answer("RCPT", answer);
    }
    take(new ReversePath(Mailbox.of("s@back.example")), sent);
    attempt();
    attempt();
  }

  private static void attempt() {
    // Late enough for a message of this moment to be told of as late.
    Instant now = Instant.now().plus(Duration.ofHours(5));
    new QueueEnds(database, SETTINGS).attempt(now, nextHop);
  }

  /** RFC 3461 §5.2.1, §5.2.2: what a next hop with DSN is told, and one without never hears. */
  private static void passedOn(Case sent) {
    if (sent.end != End.RELAYED && sent.end != End.EXPANDED) {
      return;
    }
    List<Received> all = (sent.knowsDsn ? dsn : plain).received();
    Received last = all.get(all.size() - 1);
    String rcpt = last.recipients().get(0);
    assertThat(last.mail().endsWith(" ENVID=Q+2B1")).as(last.mail()).isEqualTo(sent.knowsDsn);
    assertThat(last.mail().contains(" RET=" + sent.returned))
        .as(last.mail())
        .isEqualTo(sent.knowsDsn && sent.returned != null);
    assertThat(rcpt.contains(" ORCPT=rfc822;Bo+2BB@B.example")).isEqualTo(sent.knowsDsn);
    Matcher notified = NOTIFIED.matcher(rcpt);
    Set<String> words =
        notified.find() ? Set.of(notified.group(1).split(",", -1)) : Set.<String>of();
    if (!sent.knowsDsn) {
      assertThat(words).isEmpty();
    } else if (sent.end == End.RELAYED) {
      assertThat(String.join(",", words)).hasSameSizeAs(sent.notifyOn);
    } else {
      // §5.2.7.3: that it was expanded has been told, and nothing succeeds twice.
      assertThat(words).as(sent.toString()).doesNotContain("SUCCESS");
    }
  }

  /** What came, without the dots of transparency (RFC 5321 §4.5.2). */
  private static byte[] octets(Received received, TlsRequirement requirement) {
    boolean required = requirement == TlsRequirement.REQUIRED;
    assertThat(received.tls()).isTrue();
    assertThat(received.mail()).isEqualTo("MAIL FROM:<>" + (required ? " REQUIRETLS" : ""));
    assertThat(received.recipients()).containsExactly("RCPT TO:<s@back.example>");
    assertThat(received.data()).matches("\\p{ASCII}*");
    return ("\r\n" + received.data())
        .replace("\r\n..", "\r\n.")
        .substring(2)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void check(Case sent, ReadDsn read) {
    String action = sent.end.name().toLowerCase(Locale.ROOT);
    assertThat(read.recipients()).isEqualTo(1);
    assertThat(read.text("to")).isEqualTo("s@back.example");
    assertThat(read.field(0, "Original-Envelope-Id")).isEqualTo("Q+1");
    assertThat(read.field(1, "Action")).isEqualTo(action);
    assertThat(read.field(1, "Original-Recipient")).isEqualTo("rfc822; Bo+B@B.example");
    assertThat(read.field(1, "Final-Recipient"))
        .isEqualTo("rfc822; " + sent.end.recipient(sent.knowsDsn));
    boolean remote = sent.end != End.DELIVERED && sent.end != End.EXPANDED;
    assertThat(read.field(1, "Remote-MTA"))
        .isEqualTo(remote ? "dns; mx." + (sent.knowsDsn ? "dsn" : "plain") + ".example" : "");
    String answer = sent.end.answer();
    assertThat(read.field(1, "Status"))
        .isEqualTo(answer == null ? read.field(1, "Status") : answer.split(" ", 3)[1])
        .startsWith(sent.end == End.FAILED ? "5." : sent.end == End.DELAYED ? "4." : "2.");
    if (answer != null) {
      assertThat(read.field(1, "Diagnostic-Code")).isEqualTo("smtp; " + answer);
    }
    assertThat(read.text("tlsRequired"))
        .isEqualTo(sent.requirement == TlsRequirement.OPTIONAL ? "No" : "");
    assertThat(read.text("returnedType"))
        .isEqualTo(sent.isWhole() ? "message/rfc822" : "text/rfc822-headers");
    assertThat(read.text("returned").contains("gr=C3=BC=C3=9F")).isEqualTo(sent.isWhole());
    if (sent.requirement == TlsRequirement.REQUIRED) {
      assertThat(read.text("returned")).isEqualTo("Message-ID: <m1@far.example>\r\n");
    } else {
      assertThat(read.text("returned")).contains("Message-ID: <m1@far.example>", "Subject: s");
    }
  }

  @Test
  void nobodyIsToldOfANotificationThatFails() {
    ON_THE_WAY_BACK.answer("RCPT", "550 5.1.1 nobody");
    int before = back.received().size();
    send(new Case(End.FAILED, TlsRequirement.DEFAULT, true, "", null));
    attempt();
    assertThat(back.received()).hasSize(before);
    assertThat(new QueueEnds(database, SETTINGS).notifications()).hasSize(1);
  }

  @Test
  void aNotificationThatIsPutOffComesLater() {
    ON_THE_WAY_BACK.answer("RCPT", "451 4.2.1 later");
    int before = back.received().size();
    send(new Case(End.FAILED, TlsRequirement.DEFAULT, true, "", null));
    assertThat(back.received()).hasSize(before);
    new QueueEnds(database, SETTINGS).attempt(Instant.now().plus(Duration.ofHours(6)), nextHop);
    assertThat(back.received()).hasSize(before + 1);
  }

  @Test
  void theNullReversePathIsToldOfNothing() {
    int before = back.received().size();
    WITH_DSN.answer("RCPT", "550 5.1.1 unknown");
    take(
        ReversePath.NULL,
        new Case(End.FAILED, TlsRequirement.DEFAULT, true, "SUCCESS,FAILURE,DELAY", null));
    attempt();
    attempt();
    assertThat(back.received()).hasSize(before);
    assertThat(new QueueEnds(database, SETTINGS).notifications()).isEmpty();
  }

  private static void take(ReversePath reversePath, Case sent) {
    SmtpSession session =
        new SmtpSession(
            "s1",
            ListenerKind.RELAY,
            new InetSocketAddress("192.0.2.1", 40000),
            new InetSocketAddress("192.0.2.200", 25),
            "client.example",
            true,
            new SmtpSession.Tls("TLSv1.3", "TLS_AES_128_GCM"),
            null);
    MailParameters parameters =
        new MailParameters(
            sent.requirement == TlsRequirement.REQUIRED,
            false,
            BodyType.EIGHT_BIT_MIME,
            0,
            new DsnEnvelope(sent.returned, new Xtext("Q+2B1")),
            null,
            null);
    RecipientParameters asked =
        new RecipientParameters(
            sent.notifyOn.isEmpty()
                ? null
                : RecipientParameters.parseNotify(sent.notifyOn).orElseThrow(),
            OriginalRecipient.parse("rfc822;Bo+2BB@B.example", false).orElseThrow());
    ForwardPath path = new ForwardPath(Mailbox.of(sent.end.recipient(sent.knowsDsn)));
    MailTransaction mail =
        new MailTransaction(
            session,
            reversePath,
            parameters,
            List.of(new EnvelopeRecipient(path, asked)),
            data(sent.requirement));
    // Relayed for anybody, whatever the domain: who may do that is not asked here.
    Admission admission = new Admission(() -> BOOK, SETTINGS.mail(), 0, () -> Long.MAX_VALUE);
    assertThat(
            database
                .inTransaction(
                    em -> new Intake(SETTINGS, admission, QueueSamples.enqueue(em)).take(mail))
                .code())
        .isEqualTo(250);
  }

  /** Eight bits and a signature: what is returned of it has to become ASCII all the same. */
  private static MailData data(TlsRequirement requirement) {
    String text =
        (requirement == TlsRequirement.OPTIONAL ? "TLS-Required: No\r\n" : "")
            + "DKIM-Signature: v=1; a=rsa-sha256; d=far.example; s=x; h=From; bh=eA==; b=eA==\r\n"
            + "From: s@back.example\r\nMessage-ID: <m1@far.example>\r\nSubject: s\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n.grüß\r\n";
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return new MailData() {
      @Override
      public long octets() {
        return octets.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(octets);
      }
    };
  }
}
