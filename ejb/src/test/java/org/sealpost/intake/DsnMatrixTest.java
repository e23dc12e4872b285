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
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.account.AddressBook;
import org.sealpost.account.BookSamples;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.MailData;
import org.sealpost.inflow.MailTransaction;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.queue.NotificationEntity;
import org.sealpost.queue.NotificationKind;
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
 * What a sender asked for about notifications, from the mail transaction to what a mail program
 * reads: NOTIFY, RET, ENVID and ORCPT in every combination, for each way a message can go (N1).
 */
@Tag("rfc3461-5.2")
final class DsnMatrixTest {
  private static final Settings SETTINGS =
      SettingsReader.read(
          Path.of("data").toAbsolutePath(),
          key -> Optional.ofNullable(key.equals("hostname") ? "mx.sealpost.example" : null),
          List.of());
  private static final AddressBook BOOK =
      new BookSamples()
          .domain("one.example")
          .account("ada@one.example")
          .account("bob@one.example")
          .alias("team@one.example", "ada@one.example", "bob@one.example")
          .alias("far-team@one.example", "ada@one.example", "x@far.example")
          .alias("only@one.example", "x@far.example")
          .book();
  private static final String BODY = "the body of it";
  private static final String HEADER =
      "From: s@far.example\r\nMessage-ID: <m1@far.example>\r\nReferences: <m0@far.example>\r\n"
          + "Subject: s\r\n";

  private static QueueDatabase database;

  @BeforeAll
  static void open() {
    database = new QueueDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @AfterEach
  void empty() {
    database.empty();
  }

  /** How a message can end, and what the sender is told of then. */
  @SuppressWarnings("ImmutableEnumChecker")
  private enum Way {
    DELIVERED("ada@one.example", "SUCCESS", "delivered", RecipientOutcome.Delivered::new),
    RELAYED("x@far.example", "SUCCESS", "relayed", path -> QueueEnds.relayed(path, false)),
    PASSED_ON("x@far.example", null, "", path -> QueueEnds.relayed(path, true)),
    REFUSED("x@far.example", "FAILURE", "failed", QueueEnds::refused),
    LATE("x@far.example", "DELAY", "delayed", QueueEnds::unreached),
    EXPANDED("team@one.example", "SUCCESS", "expanded", RecipientOutcome.Delivered::new),
    THROUGH_ALIAS("only@one.example", "SUCCESS", "relayed", path -> QueueEnds.relayed(path, false));

    private final String recipient;
    private final @Nullable String event;
    private final String action;
    private final Function<ForwardPath, RecipientOutcome> outcome;

    Way(
        String recipient,
        @Nullable String event,
        String action,
        Function<ForwardPath, RecipientOutcome> outcome) {
      this.recipient = recipient;
      this.event = event;
      this.action = action;
      this.outcome = outcome;
    }

    /** RFC 3461 §4.1: who says nothing is told of failure and delay. */
    boolean isTold(@Nullable String notify) {
      String asked = notify == null ? "FAILURE,DELAY" : notify;
      return event != null && asked.contains(event);
    }
  }

  /** What is asked for, in one combination. */
  private record Wish(
      @Nullable String notifyOn,
      @Nullable DsnReturn returned,
      @Nullable String envelopeId,
      @Nullable String original) {
    static List<Wish> all() {
      List<Wish> all = new ArrayList<>();
      for (String notify :
          new @Nullable String[] {
            null, "NEVER", "SUCCESS", "FAILURE", "DELAY", "SUCCESS,FAILURE", "SUCCESS,FAILURE,DELAY"
          }) {
        for (DsnReturn returned :
            new @Nullable DsnReturn[] {null, DsnReturn.FULL, DsnReturn.HDRS}) {
          all.add(new Wish(notify, returned, null, null));
          all.add(new Wish(notify, returned, "Q+2B1", "rfc822;Bo+2BB@B.example"));
          all.add(new Wish(notify, returned, null, "utf-8;j\\x{FC}rgen@b.example"));
        }
      }
      return all;
    }

    DsnEnvelope envelope() {
      return new DsnEnvelope(returned, envelopeId == null ? null : new Xtext(envelopeId));
    }

    RecipientParameters parameters() {
      return new RecipientParameters(
          notifyOn == null ? null : RecipientParameters.parseNotify(notifyOn).orElseThrow(),
          original == null ? null : OriginalRecipient.parse(original, false).orElseThrow());
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void tellsExactlyWhatWasAskedFor(Way way) {
    List<Wish> told = new ArrayList<>();
    for (Wish wish : Wish.all()) {
      int before = new QueueEnds(database, SETTINGS).notifications().size();
      take(false, wish, way.recipient);
      ends().end(now(), way.outcome, List.of());
      int after = ends().notifications().size();
      assertThat(after - before).as(way + " " + wish).isEqualTo(way.isTold(wish.notifyOn) ? 1 : 0);
      if (after > before) {
        told.add(wish);
      }
      forgetOthers();
    }
    List<ReadDsn> read = ReadDsn.all(ends().octets());
    assertThat(read).hasSameSizeAs(told);
    for (int i = 0; i < read.size(); i++) {
      check(way, told.get(i), read.get(i));
    }
    assertThat(ends().notifications())
        .allMatch(each -> each.reversePath().isNull() && each.dsn().equals(DsnEnvelope.NONE));
  }

  private static void check(Way way, Wish wish, ReadDsn dsn) {
    dsn.isWellFormed();
    assertThat(dsn.text("to")).isEqualTo("s@far.example");
    assertThat(dsn.text("inReplyTo")).isEqualTo("<m1@far.example>");
    assertThat(dsn.text("references")).isEqualTo("<m0@far.example> <m1@far.example>");
    assertThat(dsn.text("tlsRequired")).isEmpty();
    assertThat(dsn.field(0, "Original-Envelope-Id"))
        .isEqualTo(wish.envelopeId == null ? "" : "Q+1");
    assertThat(dsn.recipients()).isEqualTo(1);
    assertThat(dsn.field(1, "Action")).isEqualTo(way.action);
    assertThat(dsn.field(1, "Final-Recipient"))
        .isEqualTo("rfc822; " + (way == Way.THROUGH_ALIAS ? "x@far.example" : way.recipient));
    assertThat(dsn.field(1, "Original-Recipient")).isEqualTo(original(wish));
    assertThat(dsn.field(1, "Status")).matches(status(way));
    assertThat(dsn.field(1, "Final-Log-ID")).matches("[0-9A-Z]+");
    assertThat(dsn.field(1, "Will-Retry-Until").isEmpty()).isEqualTo(way != Way.LATE);
    boolean remote = way != Way.DELIVERED && way != Way.EXPANDED;
    assertThat(dsn.field(1, "Remote-MTA")).isEqualTo(remote ? "dns; mx.far.example" : "");
    if (way == Way.REFUSED) {
      assertThat(dsn.field(1, "Diagnostic-Code"))
          .isEqualTo("smtp; 550-5.1.1 No such 550 5.1.1 user here");
      assertThat(dsn.text("words")).contains("The other server said: 550 5.1.1 user here");
    }
    boolean whole = wish.returned == DsnReturn.FULL && way == Way.REFUSED;
    assertThat(dsn.text("returnedType"))
        .isEqualTo(whole ? "message/rfc822" : "text/rfc822-headers");
    assertThat(dsn.text("returned").contains(BODY)).isEqualTo(whole);
    assertThat(dsn.text("returned")).contains("Message-ID: <m1@far.example>");
  }

  private static String original(Wish wish) {
    if (wish.original == null) {
      return "";
    }
    return wish.original.startsWith("utf-8")
        ? "utf-8; j\\x{FC}rgen@b.example"
        : "rfc822; Bo+B@B.example";
  }

  private static String status(Way way) {
    return switch (way) {
      case REFUSED -> "5\\.1\\.1";
      case LATE -> "4\\.4\\.1";
      default -> "2\\.[0-9]\\.[0-9]";
    };
  }

  @Test
  @Tag("rfc3461-5.2.7.3")
  void whatFailsBehindAnExpansionIsToldAsWasAskedForTheAlias() {
    Wish wish = new Wish("SUCCESS,FAILURE", null, "Q+2B1", "rfc822;Bo+2BB@B.example");
    take(false, wish, "far-team@one.example");
    ends()
        .end(
            now(),
            path ->
                path.domain().name().equals("far.example")
                    ? QueueEnds.refused(path)
                    : new RecipientOutcome.Delivered(path),
            List.of());
    List<ReadDsn> read = ReadDsn.all(ends().octets());
    assertThat(read)
        .extracting(dsn -> dsn.field(1, "Action"))
        .containsExactly("expanded", "failed");
    assertThat(read)
        .extracting(dsn -> dsn.field(1, "Final-Recipient"))
        .containsExactly("rfc822; far-team@one.example", "rfc822; x@far.example");
    assertThat(read)
        .extracting(dsn -> dsn.field(1, "Original-Recipient"))
        .containsOnly("rfc822; Bo+B@B.example");
    assertThat(read).extracting(dsn -> dsn.field(0, "Original-Envelope-Id")).containsOnly("Q+1");
    assertThat(ends().log())
        .extracting(NotificationEntity::kind)
        .containsExactly(NotificationKind.EXPANDED, NotificationKind.FAILED);
  }

  @Test
  @Tag("rfc8689-5")
  void ofRequiredMailOnlyTheHeaderIsReturnedUnderTheSameRequirement() {
    take(true, new Wish("SUCCESS,FAILURE", DsnReturn.FULL, null, null), "far-team@one.example");
    ends().end(now(), QueueEnds::refused, List.of());
    assertThat(ends().notifications())
        .hasSize(3)
        .allMatch(each -> each.requirement() == TlsRequirement.REQUIRED);
    assertThat(ends().log()).allMatch(each -> each.requirement() == TlsRequirement.REQUIRED);
    for (ReadDsn dsn : ReadDsn.all(ends().octets())) {
      assertThat(dsn.isWellFormed().text("returned")).isEqualTo("Message-ID: <m1@far.example>\r\n");
      assertThat(dsn.text("references")).isEqualTo("<m1@far.example>");
    }
  }

  @Test
  void theNullReversePathIsToldOfNothing() {
    Wish wish = new Wish("SUCCESS,FAILURE,DELAY", null, null, null);
    take(ReversePath.NULL, false, wish, "far-team@one.example");
    ends().end(now(), QueueEnds::refused, List.of());
    assertThat(ends().notifications()).isEmpty();
    assertThat(ends().log()).isEmpty();
  }

  private static QueueEnds ends() {
    return new QueueEnds(database, SETTINGS);
  }

  /** Late enough for a message of this moment to be told of. */
  private static Instant now() {
    return Instant.now().plus(Duration.ofHours(5));
  }

  /** What is not a notification is taken out of the way of the next one. */
  private static void forgetOthers() {
    database.transact(
        em ->
            em.createQuery(
                    "delete from RecipientEntity r where r.messageId in"
                        + " (select m.id from MessageEntity m where m.listener <> 'notification')")
                .executeUpdate());
  }

  private void take(boolean requireTls, Wish wish, String recipient) {
    take(new ReversePath(Mailbox.of("s@far.example")), requireTls, wish, recipient);
  }

  private void take(ReversePath reversePath, boolean requireTls, Wish wish, String recipient) {
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
    MailParameters plain = new MailParameters(requireTls, false, BodyType.SEVEN_BIT, 0);
    MailTransaction mail =
        new MailTransaction(
            session,
            reversePath,
            new MailParameters(
                requireTls, false, BodyType.SEVEN_BIT, 0, wish.envelope(), null, plain.release()),
            List.of(
                new EnvelopeRecipient(new ForwardPath(Mailbox.of(recipient)), wish.parameters())),
            data());
    Admission admission = new Admission(() -> BOOK, SETTINGS.mail(), 0, () -> Long.MAX_VALUE);
    assertThat(
            database
                .inTransaction(
                    em -> new Intake(SETTINGS, admission, QueueSamples.enqueue(em)).take(mail))
                .code())
        .isEqualTo(250);
  }

  private static MailData data() {
    byte[] octets = (HEADER + "\r\n" + BODY + "\r\n").getBytes(StandardCharsets.US_ASCII);
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
