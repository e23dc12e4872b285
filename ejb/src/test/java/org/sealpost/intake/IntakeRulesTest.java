package org.sealpost.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.account.AddressBook;
import org.sealpost.account.BookSamples;
import org.sealpost.config.MailSettings;
import org.sealpost.config.TlsRequiredFrom;
import org.sealpost.config.UnknownRecipients;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.MailData;
import org.sealpost.inflow.MailTransaction;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.HeaderSection;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.Network;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;

/** Who may send what to whom, and what the trace field says of it. */
final class IntakeRulesTest {
  private static final Domain HOST = Domain.of("mx.sealpost.example");
  private static final SmtpSession.Tls TLS = new SmtpSession.Tls("TLSv1.3", "TLS_AES_128_GCM");
  private static final long MIN_FREE = 1_000;

  private long free = 1_000_000;
  private final AddressBook book =
      new BookSamples()
          .domain("local.example")
          .account("a@local.example", "alpha@local.example")
          .account("b@local.example")
          .account("gone@local.example")
          .disable("gone@local.example")
          .alias("team@local.example", "a@local.example", "x@far.example")
          .alias("ring@local.example", "ring2@local.example")
          .alias("ring2@local.example", "ring@local.example")
          .book();
  private final Admission admission = admission(UnknownRecipients.REFUSE_AT_RCPT);

  private Admission admission(UnknownRecipients unknown) {
    List<Network> networks = List.of(Network.parse("192.0.2.0/24").orElseThrow());
    return admission(
        new MailSettings(
            Set.of(), null, unknown, networks, true, true, TlsRequiredFrom.SUBMITTERS));
  }

  private Admission admission(MailSettings settings) {
    return new Admission(() -> book, settings, MIN_FREE, () -> free);
  }

  @Test
  void strangersMaySendToLocalDomainsOnly() {
    SmtpSession stranger = session(ListenerKind.RELAY, "198.51.100.1", null);
    assertThat(admission.onForwardPath(stranger, path("a@local.example")).code()).isEqualTo(250);
    assertThat(admission.onForwardPath(stranger, path("a@far.example")).code()).isEqualTo(550);
  }

  @Test
  void clientsOfARelayNetworkMaySendAnywhere() {
    SmtpSession friend = session(ListenerKind.RELAY, "192.0.2.77", null);
    assertThat(admission.onForwardPath(friend, path("a@far.example")).code()).isEqualTo(250);
  }

  @ParameterizedTest
  @CsvSource({
    "a@local.example, 250",
    "team@local.example, 250",
    "Postmaster@local.example, 250",
    "nobody@local.example, 550 5.1.1",
    "gone@local.example, 550 5.2.1",
    "ring@local.example, 550 5.4.6",
    "a@far.example, 550 5.7.1",
  })
  void strangersReachWhoeverIsHere(String address, String reply) {
    SmtpSession stranger = session(ListenerKind.RELAY, "198.51.100.1", null);
    assertThat(shown(admission.onForwardPath(stranger, path(address)))).startsWith(reply);
  }

  @Test
  void strangersMayBeToldOfUnknownRecipientsAfterTheMailDataOnly() {
    Admission later = admission(UnknownRecipients.REFUSE_AFTER_DATA);
    ForwardPath nobody = path("nobody@local.example");
    SmtpSession stranger = session(ListenerKind.RELAY, "198.51.100.1", null);
    assertThat(later.onForwardPath(stranger, nobody).code()).isEqualTo(250);
    SmtpSession friend = session(ListenerKind.RELAY, "192.0.2.77", null);
    assertThat(later.onForwardPath(friend, nobody).code()).isEqualTo(550);
    SmtpSession own = signedIn("a@local.example");
    assertThat(later.onForwardPath(own, nobody).code()).isEqualTo(550);
  }

  @Test
  void submissionByStrangersNeedsAuthentication() {
    SmtpSession stranger = session(ListenerKind.SUBMISSION, "198.51.100.1", TLS);
    assertThat(shown(onReversePath(stranger, MailParameters.NONE))).startsWith("530 5.7.0");
    SmtpSession friend = session(ListenerKind.SUBMISSIONS, "192.0.2.77", TLS);
    assertThat(onReversePath(friend, MailParameters.NONE).code()).isEqualTo(250);
  }

  @ParameterizedTest
  @CsvSource({
    "a@local.example, a@local.example, 250",
    "a@local.example, ALPHA@local.example, 250",
    "a@local.example, a+tag@local.example, 250",
    "a@local.example, '', 250",
    "a@local.example, b@local.example, 550 5.7.1",
    "a@local.example, team@local.example, 550 5.7.1",
    "a@local.example, a@far.example, 550 5.7.1",
    "gone@local.example, gone@local.example, 550 5.7.1",
  })
  @Tag("rfc6409-6.1")
  void whoSignedInWritesInTheirOwnName(String account, String reversePath, String reply) {
    ReversePath path = ReversePath.parse(reversePath).orElseThrow();
    assertThat(shown(admission.onReversePath(signedIn(account), path, MailParameters.NONE)))
        .startsWith(reply);
  }

  @Test
  void whoSignedInMaySendAnywhere() {
    assertThat(admission.onForwardPath(signedIn("a@local.example"), path("x@far.example")).code())
        .isEqualTo(250);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "From: a@local.example | ok",
        "From: \"A, B\" <Alpha@Local.example> | ok",
        "From: =?utf-8?q?J=C3=BC?= <a+x@local.example> | ok",
        "From: b@local.example | 550 5.7.1",
        "From: a@far.example | 550 5.7.1",
        "From: a@local.example, b@local.example | 550 5.6.0",
        "From: Friends: a@local.example; | 550 5.6.0",
        "From: a | 550 5.6.0",
        "From: | 550 5.6.0",
        "Subject: no author | 550 5.6.0",
        "From: a@local.example//From: a@local.example | 550 5.6.0",
      })
  @Tag("rfc6409-8.1")
  void theAuthorIsWhoSignedIn(String header, String reply) throws IOException {
    byte[] octets = (header.replace("//", "\n") + "\n\n").getBytes(StandardCharsets.UTF_8);
    HeaderSection section = HeaderSection.read(new ByteArrayInputStream(octets), 10_000);
    String said =
        Author.refusal(book, "a@local.example", section).map(IntakeRulesTest::shown).orElse("ok");
    assertThat(said).startsWith(reply);
  }

  @Test
  void mailIsPutOffWhileTheDiskIsFull() {
    SmtpSession client = session(ListenerKind.RELAY, "192.0.2.77", null);
    free = MIN_FREE - 1;
    assertThat(onReversePath(client, MailParameters.NONE).code()).isEqualTo(452);
    free = MIN_FREE + 300;
    MailParameters fits = new MailParameters(false, false, BodyType.SEVEN_BIT, 100);
    MailParameters tooLarge = new MailParameters(false, false, BodyType.SEVEN_BIT, 101);
    assertThat(onReversePath(client, fits).code()).isEqualTo(250);
    assertThat(onReversePath(client, tooLarge).code()).isEqualTo(452);
  }

  @Test
  @Tag("rfc5321-4.4")
  void theTraceFieldSaysHowTheMailCame() {
    MailTransaction clear =
        mail(session(ListenerKind.RELAY, "192.0.2.1", null), false, "a@b.example");
    assertThat(trace(clear))
        .isEqualTo(
            "Received: from client.example ([192.0.2.1])\r\n\tby mx.sealpost.example with ESMTP"
                + " id Q1\r\n\tfor <a@b.example>;\r\n\tSun, 1 Nov 2026 12:00:00 +0000\r\n");
  }

  @Test
  @Tag("rfc8689-4.1")
  void theTraceFieldOfRequiredMailSaysSoBetweenProtocolAndId() {
    MailTransaction required =
        mail(session(ListenerKind.RELAY, "192.0.2.1", TLS), true, "a@b.example");
    assertThat(trace(required))
        .contains("with ESMTPS (requiretls) id Q1\r\n\t(TLSv1.3 TLS_AES_128_GCM)");
  }

  @Test
  @Tag("rfc3848")
  void theTraceFieldSaysThatSomebodyAuthenticated() {
    SmtpSession known =
        session(ListenerKind.SUBMISSION, "192.0.2.1", TLS).withIdentity("alice@local.example");
    assertThat(trace(mail(known, false, "a@b.example")))
        .contains("with ESMTPSA id Q1")
        .doesNotContain("alice@local.example");
    assertThat(trace(mail(known, true, "a@b.example"))).contains("with ESMTPSA (requiretls) id");
    MailParameters utf8 = new MailParameters(false, true, BodyType.EIGHT_BIT_MIME, 0);
    assertThat(trace(mail(known, utf8, "a@b.example"))).contains("with UTF8SMTPSA id Q1");
  }

  @Test
  @Tag("rfc5321-7.2")
  void severalRecipientsAreNotToldOfEachOther() {
    MailTransaction two =
        mail(session(ListenerKind.RELAY, "192.0.2.1", null), false, "a@b.example", "c@b.example");
    assertThat(trace(two)).doesNotContain("a@b.example").doesNotContain("c@b.example");
  }

  @Test
  void whatTheClientCallsItselfCannotWriteFieldsOfItsOwn() {
    SmtpSession evil =
        new SmtpSession(
            "s1",
            ListenerKind.RELAY,
            new InetSocketAddress("192.0.2.1", 1),
            new InetSocketAddress("192.0.2.2", 25),
            "x) by\r\nEvil: 1",
            true,
            null);
    assertThat(trace(mail(evil, false, "a@b.example")))
        .startsWith("Received: from x??by??Evil:?1 (");
  }

  @Test
  @Tag("rfc3848")
  void namesLmtpInTheTraceField() {
    assertThat(trace(mail(session(ListenerKind.LMTP, "192.0.2.1", null), false, "a@b.example")))
        .contains(" with LMTP id Q1");
    assertThat(trace(mail(session(ListenerKind.LMTP, "192.0.2.1", TLS), true, "a@b.example")))
        .contains(" with LMTPS (requiretls) id Q1");
  }

  @Test
  void lmtpIsNoSubmission() {
    SmtpSession stranger = session(ListenerKind.LMTP, "198.51.100.1", null);
    assertThat(onReversePath(stranger, MailParameters.NONE).code()).isEqualTo(250);
    assertThat(admission.onForwardPath(stranger, path("a@far.example")).code()).isEqualTo(550);
  }

  @Test
  @Tag("rfc3848")
  void theTraceFieldSaysThatSomebodySignedInAndNotWhere() {
    MailTransaction mail = mail(signedIn("a@local.example"), false, "a@b.example");
    assertThat(trace(mail))
        .startsWith(
            "Received: from mx.sealpost.example\r\n\tby mx.sealpost.example with ESMTPSA id Q1")
        .doesNotContain("client.example", "198.51.100.1");
    byte[] all = new TraceField(HOST, mail, false).octets("Q1", Instant.EPOCH);
    assertThat(new String(all, StandardCharsets.UTF_8))
        .startsWith("Received: from client.example ([198.51.100.1])\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "RELAY, 198.51.100.1, a@far.example, true",
    "RELAY, 198.51.100.1, '', false",
    "RELAY, 198.51.100.1, a@[192.0.2.1], false",
    "RELAY, 198.51.100.1, a@local.example, false",
    "RELAY, 192.0.2.77, a@far.example, false",
    "LMTP, 198.51.100.1, a@far.example, false",
    "SUBMISSION, 192.0.2.77, a@far.example, false",
  })
  void theDnsIsAskedAboutTheSendersOfStrangers(
      ListenerKind listener, String client, String sender, boolean asked) {
    ReversePath path = ReversePath.parse(sender).orElseThrow();
    assertThat(admission.needsSenderDomain(session(listener, client, null), path)).isEqualTo(asked);
    Admission never =
        admission(
            new MailSettings(
                Set.of(),
                null,
                UnknownRecipients.REFUSE_AT_RCPT,
                List.of(),
                false,
                false,
                TlsRequiredFrom.EVERYBODY));
    assertThat(never.needsSenderDomain(session(listener, client, null), path)).isFalse();
    assertThat(never.mayWaiveTls(session(listener, client, null))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"198.51.100.1, false", "192.0.2.77, true"})
  @Tag("rfc8689-4.1")
  void theOperatorSaysWhoMayDoWithoutProtection(String client, boolean may) {
    SmtpSession session = session(ListenerKind.RELAY, client, null);
    assertThat(admission.mayWaiveTls(session)).isEqualTo(may);
    assertThat(admission.mayWaiveTls(signedIn("a@local.example"))).isTrue();
  }

  private Reply onReversePath(SmtpSession session, MailParameters parameters) {
    return admission.onReversePath(session, ReversePath.NULL, parameters);
  }

  private static String shown(Reply reply) {
    return reply.code() + " " + reply.status();
  }

  private static SmtpSession signedIn(String account) {
    return new SmtpSession(
        "s1",
        ListenerKind.SUBMISSION,
        new InetSocketAddress("198.51.100.1", 40000),
        new InetSocketAddress("192.0.2.200", 587),
        "client.example",
        true,
        TLS,
        account);
  }

  private static String trace(MailTransaction mail) {
    byte[] octets =
        new TraceField(HOST, mail, true).octets("Q1", Instant.parse("2026-11-01T12:00:00Z"));
    return new String(octets, StandardCharsets.UTF_8);
  }

  private static MailTransaction mail(SmtpSession session, boolean requireTls, String... paths) {
    return mail(session, new MailParameters(requireTls, false, BodyType.SEVEN_BIT, 0), paths);
  }

  private static MailTransaction mail(
      SmtpSession session, MailParameters parameters, String... paths) {
    return new MailTransaction(
        session,
        ReversePath.NULL,
        parameters,
        Stream.of(paths).map(text -> new EnvelopeRecipient(path(text))).toList(),
        new MailData() {
          @Override
          public long octets() {
            return 0;
          }

          @Override
          public InputStream open() {
            return InputStream.nullInputStream();
          }
        });
  }

  private static ForwardPath path(String text) {
    return new ForwardPath(Mailbox.of(text));
  }

  private static SmtpSession session(
      ListenerKind listener, String client, SmtpSession.@Nullable Tls tls) {
    return new SmtpSession(
        "s1",
        listener,
        new InetSocketAddress(client, 40000),
        new InetSocketAddress("192.0.2.200", 25),
        "client.example",
        true,
        tls);
  }
}
