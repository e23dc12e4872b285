package org.sealpost.intake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.account.AddressBook;
import org.sealpost.account.BookSamples;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.MailData;
import org.sealpost.inflow.MailTransaction;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.queue.MessageEntity;
import org.sealpost.queue.MessageStore;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.queue.QueueSamples;
import org.sealpost.queue.RecipientEntity;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** What becomes of mail data: the messages in the queue. */
final class IntakeTest {
  private static final Settings SETTINGS =
      SettingsReader.read(
          Path.of("data").toAbsolutePath(),
          key -> Optional.ofNullable(key.equals("hostname") ? "mx.sealpost.example" : null),
          List.of());
  private static final AddressBook BOOK =
      new BookSamples()
          .domain("one.example")
          .account("ada@one.example")
          .alias("team@one.example", "ada@one.example", "x@far.example")
          .book();
  private static final String FROM_ADA = "From: ada@one.example\r\n";

  private final QueueDatabase database = new QueueDatabase();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @Tag("rfc5321-3.9.1")
  @Tag("rfc8689-5")
  void theCopyOfAnAliasKeepsTheRequirementAndTheReversePath() {
    Reply reply = take(true, FROM_ADA, null, "team@one.example", "y@far.example");
    assertThat(reply.code()).isEqualTo(250);
    assertThat(queued())
        .containsExactly(
            "REQUIRED <s@far.example> y@far.example",
            "REQUIRED <s@far.example> ada@one.example x@far.example");
    assertThat(content(0)).startsWith("Received: ").doesNotContain("team@one.example");
    assertThat(content(1)).startsWith("Delivered-To: team@one.example\r\nReceived: ");
  }

  @Test
  @Tag("rfc8689-4.1")
  void soDoesTheCopyOfMailThatNeedsNoProtection() {
    take(false, FROM_ADA + "TLS-Required: No\r\n", null, "team@one.example");
    assertThat(queued()).containsExactly("OPTIONAL <s@far.example> ada@one.example x@far.example");
  }

  @ParameterizedTest
  @CsvSource({
    "true, 'TLS-Required: No', REQUIRED, false",
    "true, 'TLS-Required: No|TLS-Required: bogus', REQUIRED, false",
    "true, 'X-Nothing: x', REQUIRED, false",
    "false, 'TLS-Required: No', OPTIONAL, false",
    "false, 'TLS-Required: No|TLS-Required: bogus', DEFAULT, true",
    "false, 'TLS-Required: bogus', DEFAULT, true",
    "false, 'X-Nothing: x', DEFAULT, false",
  })
  @Tag("rfc8689-4.1")
  void theParameterBeatsTheFieldWhichStaysInTheMessage(
      boolean requireTls, String fields, TlsRequirement requirement, boolean malformed) {
    String header = fields.replace("|", "\r\n") + "\r\n";
    take(requireTls, FROM_ADA + header, null, "ada@one.example");
    MessageEntity message = database.inTransaction(em -> messages(em).get(0));
    assertThat(message.requirement()).isEqualTo(requirement);
    assertThat(message.malformedTlsRequired()).isEqualTo(malformed);
    assertThat(content(0)).contains("\r\n" + FROM_ADA + header + "Subject: s\r\n");
  }

  @Test
  @Tag("rfc5321-6.3")
  void whatHasComeThroughAHundredServersGoesInACircle() {
    String hop = "Received: by mx.example; Tue, 24 Nov 2026 12:00:00 +0000\r\n";
    Reply circle = take(false, hop.repeat(101) + FROM_ADA, null, "ada@one.example");
    assertThat(circle.code() + " " + circle.status()).isEqualTo("554 5.4.6");
    assertThat(queued()).isEmpty();
    assertThat(take(false, hop.repeat(100) + FROM_ADA, null, "ada@one.example").code())
        .isEqualTo(250);
  }

  @Test
  void whatComesBackThroughTheSameAliasIsRefused() {
    String returned = "Delivered-To: Team@one.example\r\n" + FROM_ADA;
    assertThat(take(false, returned, null, "team@one.example").code()).isEqualTo(554);
    assertThat(queued()).isEmpty();
    assertThat(take(false, returned, null, "ada@one.example").code()).isEqualTo(250);
  }

  @Test
  void mailForNobodyIsRefusedAndMailForSomebodyTaken() {
    assertThat(take(false, FROM_ADA, null, "nobody@one.example").code()).isEqualTo(550);
    assertThat(queued()).isEmpty();
    take(false, FROM_ADA, null, "nobody@one.example", "ada@one.example");
    assertThat(queued())
        .containsExactly("DEFAULT <s@far.example> nobody@one.example ada@one.example");
  }

  @Test
  @Tag("rfc6409-6.1")
  void whoSignedInIsTheAuthor() {
    String account = "ada@one.example";
    String forged = "From: boss@one.example\r\n";
    assertThat(take(false, forged, account, "x@far.example").code()).isEqualTo(550);
    assertThat(queued()).isEmpty();
    assertThat(take(false, FROM_ADA, account, "x@far.example").code()).isEqualTo(250);
    assertThat(take(false, forged, null, "ada@one.example").code()).isEqualTo(250);
  }

  private Reply take(
      boolean requireTls, String header, @Nullable String identity, String... recipients) {
    byte[] data = (header + "Subject: s\r\n\r\nbody\r\n").getBytes(StandardCharsets.UTF_8);
    SmtpSession session =
        new SmtpSession(
            "s1",
            ListenerKind.RELAY,
            new InetSocketAddress("192.0.2.1", 40000),
            new InetSocketAddress("192.0.2.200", 25),
            "client.example",
            true,
            new SmtpSession.Tls("TLSv1.3", "TLS_AES_128_GCM"),
            identity);
    MailTransaction mail =
        new MailTransaction(
            session,
            new ReversePath(Mailbox.of("s@far.example")),
            new MailParameters(requireTls, false, BodyType.SEVEN_BIT, 0),
            Stream.of(recipients)
                .map(path -> new EnvelopeRecipient(new ForwardPath(Mailbox.of(path))))
                .toList(),
            octets(data));
    Admission admission = new Admission(() -> BOOK, SETTINGS.mail(), 0, () -> Long.MAX_VALUE);
    return database.inTransaction(
        em -> new Intake(SETTINGS, admission, QueueSamples.enqueue(em)).take(mail));
  }

  private static MailData octets(byte[] data) {
    return new MailData() {
      @Override
      public long octets() {
        return data.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(data);
      }
    };
  }

  /** The messages in the queue, in the order they came. */
  private List<String> queued() {
    return database.inTransaction(
        em ->
            messages(em).stream()
                .map(
                    message ->
                        new MessageStore(em)
                            .recipients(message.id()).stream()
                                .map(RecipientEntity::forwardPath)
                                .map(ForwardPath::text)
                                .collect(
                                    Collectors.joining(
                                        " ",
                                        message.requirement() + " " + message.reversePath() + " ",
                                        "")))
                .toList());
  }

  private String content(int message) {
    return database.inTransaction(
        em -> {
          try (InputStream in = new MessageStore(em).content(messages(em).get(message))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
          }
        });
  }

  private static List<MessageEntity> messages(EntityManager em) {
    return em.createQuery("select m from MessageEntity m order by m.id", MessageEntity.class)
        .getResultList();
  }
}
