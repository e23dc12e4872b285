package org.sealpost.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.client.ClientFixture.carried;
import static org.sealpost.client.ClientFixture.content;
import static org.sealpost.client.ClientFixture.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.client.FakeMx.Fault;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.client.RecipientResult.Refused;
import org.sealpost.client.RecipientResult.Taken;
import org.sealpost.client.RecipientResult.Unanswered;
import org.sealpost.client.SessionFault.Kind;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.DsnReturn;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.NotifyOn;
import org.sealpost.smtp.OriginalRecipient;
import org.sealpost.smtp.RecipientParameters;
import org.sealpost.smtp.Xtext;

/** Each behaviour with and without PIPELINING, because the two take different ways. */
class MailSendingTest {
  private static final String TEXT = "Subject: x\r\n\r\nHello\r\n";

  private final ClientFixture fixture = new ClientFixture();

  private static Script script(boolean pipelining) {
    String[] all = {"ENHANCEDSTATUSCODES", "8BITMIME", "SIZE 100000", "PIPELINING"};
    return new Script().keywords(pipelining ? all : new String[] {all[0], all[1], all[2]});
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sendsTwoMessagesOnOneSession(boolean pipelining) {
    try (FakeMx mx = FakeMx.start(script(pipelining));
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(carried(session.send(mail(TEXT, "b@one.example", "c@one.example"))))
          .hasSize(2)
          .allMatch(result -> result instanceof Taken);
      assertThat(carried(session.send(mail(TEXT, "d@one.example"))))
          .allMatch(result -> result instanceof Taken);

      assertThat(session.isUsable()).isTrue();
      assertThat(session.transactions()).isEqualTo(2);
      assertThat(mx.commands())
          .containsExactly(
              "EHLO client.example",
              "MAIL FROM:<a@sender.example> SIZE=21",
              "RCPT TO:<b@one.example>",
              "RCPT TO:<c@one.example>",
              "DATA",
              "MAIL FROM:<a@sender.example> SIZE=21",
              "RCPT TO:<d@one.example>",
              "DATA");
      assertThat(mx.received()).extracting(FakeMx.Received::data).containsExactly(TEXT, TEXT);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsTheReplyOfEachRecipient(boolean pipelining) {
    Script script =
        script(pipelining)
            .answer("RCPT", "250 2.1.5 ok")
            .answer("RCPT", "550 5.1.1 nobody")
            .answer("RCPT", "450-4.2.1 greylisted\r\n450 4.2.1 wait");
    try (FakeMx mx = FakeMx.start(script);
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      List<RecipientResult> results =
          carried(session.send(mail(TEXT, "b@one.example", "c@one.example", "d@one.example")));

      assertThat(results.get(0)).isInstanceOf(Taken.class);
      assertThat(results.get(1))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> {
                assertThat(refused.command()).isEqualTo("RCPT");
                assertThat(refused.reply().status()).hasToString("5.1.1");
              });
      assertThat(results.get(2))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.reply().lines()).containsExactly("greylisted", "wait"));
      assertThat(mx.received()).hasSize(1);
      assertThat(mx.received().get(0).recipients()).containsExactly("RCPT TO:<b@one.example>");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sendsNoMailDataWithoutA354(boolean pipelining) {
    Script script = script(pipelining).answer("DATA", "451 4.3.0 not now");
    try (FakeMx mx = FakeMx.start(script);
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(carried(session.send(mail(TEXT, "b@one.example"))))
          .singleElement()
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.command()).isEqualTo("DATA"));
      assertThat(mx.received()).isEmpty();

      assertThat(carried(session.send(mail(TEXT, "b@one.example"))))
          .singleElement()
          .isInstanceOf(Taken.class);
      assertThat(mx.commands()).contains("RSET");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void goesOnAfterMailOrAllRecipientsWereRefused(boolean pipelining) {
    Script script =
        script(pipelining)
            .answer("MAIL", "550 5.7.1 not from you")
            .answer("MAIL", "250 ok")
            .answer("RCPT", pipelining ? "503 5.5.1 MAIL first" : "550 5.1.1 nobody")
            .answer("RCPT", pipelining ? "550 5.1.1 nobody" : "250 ok");
    try (FakeMx mx = FakeMx.start(script);
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertRefused(session, "MAIL");
      assertRefused(session, "RCPT");

      assertThat(carried(session.send(mail(TEXT, "b@one.example"))))
          .singleElement()
          .isInstanceOf(Taken.class);
      assertThat(mx.received()).hasSize(1);
    }
  }

  @Test
  @Tag("rfc2920-3.1")
  void endsA354WithoutRecipientsByALoneDot() {
    Script script =
        script(true)
            .fault(Fault.DATA_WITHOUT_RECIPIENTS)
            .answer("RCPT", "550 5.1.1 nobody")
            .answer(".", "250 2.0.0 queued, oddly");
    try (FakeMx mx = FakeMx.start(script);
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertRefused(session, "RCPT");

      assertThat(mx.received()).singleElement().extracting(FakeMx.Received::data).isEqualTo("");
      assertThat(session.isUsable()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"250 ok", "399 what", "220 hm"})
  void endsTheSessionAtAnAnswerToDataThatCannotBe(String answer) {
    try (FakeMx mx = FakeMx.start(script(true).answer("DATA", answer));
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(faultOf(session).kind()).isEqualTo(Kind.MALFORMED_REPLY);
      assertThat(session.isUsable()).isFalse();
      assertThat(mx.received()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"451 4.3.0 disk", "554 5.6.0 content"})
  void keepsTheReplyToTheFinalDot(String answer) {
    try (FakeMx mx = FakeMx.start(script(true).answer(".", answer));
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertRefused(session, SessionFault.END_OF_DATA);
      assertThat(session.isUsable()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CLOSE_AFTER_354", "CLOSE_AFTER_FINAL_DOT", "CLOSE_MID_FINAL_REPLY"})
  void countsAPeerThatClosesAroundTheMailDataAsUnanswered(String fault) {
    try (FakeMx mx = FakeMx.start(script(true).fault(Fault.valueOf(fault)));
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      SessionFault found = faultOf(session);

      assertThat(found.kind()).isEqualTo(Kind.CLOSED);
      assertThat(found.command()).isEqualTo(SessionFault.END_OF_DATA);
      assertThat(found.isBeforeTransaction()).isFalse();
      assertThat(session.isUsable()).isFalse();
    }
  }

  @Test
  void noticesASessionThatDiedBetweenTransactions() {
    try (FakeMx mx = FakeMx.start(script(true).fault(Fault.CLOSE_AFTER_TRANSACTION));
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(carried(session.send(mail(TEXT, "b@one.example"))))
          .allMatch(result -> result instanceof Taken);

      assertThat(faultOf(session).isBeforeTransaction()).isTrue();
    }
  }

  @Test
  @Tag("rfc5321-3.8")
  void takes421ForTheEndOfTheSession() {
    try (FakeMx mx = FakeMx.start(script(true).answer("MAIL", "421 4.4.2 idle too long"));
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      SessionFault fault = faultOf(session);

      assertThat(fault.isBeforeTransaction()).isTrue();
      assertThat(fault.reply()).isNotNull();
      assertThat(session.isUsable()).isFalse();
    }
  }

  @Test
  void endsTheSessionAtGarbageInTheDialogue() {
    try (FakeMx mx = FakeMx.start(script(true).answer("RCPT", "25O ok"));
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(faultOf(session).kind()).isEqualTo(Kind.MALFORMED_REPLY);
    }
  }

  @Test
  void neverCompletesAMessageItCouldNotReadWhole() {
    try (FakeMx mx = FakeMx.start(script(true))) {
      try (SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
        assertThat(faultOf(session, new Broken(10_000, 5_000)).kind())
            .isEqualTo(Kind.CONTENT_UNREADABLE);
      }
      try (SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
        assertThat(faultOf(session, new Broken(10_000, 9_999)).kind())
            .isEqualTo(Kind.CONTENT_UNREADABLE);
      }
      assertThat(mx.received()).isEmpty();
    }
  }

  @Test
  void sendsNothingToAPeerThatCannotTakeIt() {
    OutgoingMail eightBit = mail(content(TEXT), BodyType.EIGHT_BIT_MIME, false, "b@one.example");
    OutgoingMail binary = mail(content(TEXT), BodyType.BINARY_MIME, false, "b@one.example");
    assertUnsuited(new Script().keywords("CHUNKING", "8BITMIME"), binary, "5.6.3");
    assertUnsuited(new Script().keywords("BINARYMIME"), binary, "5.6.3");
    assertUnsuited(new Script().keywords("PIPELINING"), eightBit, "5.6.3");
    assertUnsuited(new Script().keywords("8BITMIME"), mail(TEXT, "bä@one.example"), "5.6.7");
    assertUnsuited(new Script().keywords("SIZE 20"), mail(TEXT, "b@one.example"), "5.3.4");
    OutgoingMail required = ClientFixture.requiringTls(TEXT, "b@one.example");
    assertUnsuited(new Script().keywords("REQUIRETLS"), required, "5.7.30");
  }

  @Test
  void sendsEveryParameterThePeerHasAndTheMailNeeds() {
    Script script =
        new Script()
            .tls(fixture.authority.issue(ClientFixture.HOST))
            .keywordsAfterTls("SIZE", "8BITMIME", "SMTPUTF8", "REQUIRETLS");
    OutgoingMail all = mail(content("ä\r\n"), BodyType.EIGHT_BIT_MIME, true, "bä@bücher.example");
    try (FakeMx mx = FakeMx.start(script);
        SmtpClientSession session = fixture.opened(mx, TlsUse.STARTTLS)) {
      assertThat(carried(session.send(all))).singleElement().isInstanceOf(Taken.class);

      assertThat(mx.received()).singleElement().satisfies(MailSendingTest::hasAllParameters);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("rfc3461-5.2.1")
  void passesOnWhatWasAskedToAPeerThatKnowsDsn(boolean pipelining) {
    Script script = new Script().keywords("DSN", pipelining ? "PIPELINING" : "HELP");
    try (FakeMx mx = FakeMx.start(script);
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(carried(session.send(withDsn())))
          .allMatch(result -> result instanceof Taken taken && taken.notifies());

      assertThat(mx.commands())
          .contains(
              "MAIL FROM:<a@sender.example> RET=HDRS ENVID=a+2Bb",
              "RCPT TO:<b@one.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;B+2B@One.example",
              "RCPT TO:<c@one.example> NOTIFY=NEVER",
              "RCPT TO:<d@one.example> ORCPT=utf-8;j\\x{FC}rgen@one.example");
    }
  }

  @Test
  @Tag("rfc3461-5.2.2")
  void saysNothingOfDsnToAPeerThatDoesNotKnowIt() {
    try (FakeMx mx = FakeMx.start(new Script().keywords("PIPELINING"));
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(carried(session.send(withDsn())))
          .allMatch(result -> result instanceof Taken taken && !taken.notifies());
      assertThat(mx.commands()).contains("MAIL FROM:<a@sender.example>", "RCPT TO:<c@one.example>");
    }
  }

  private static OutgoingMail withDsn() {
    OutgoingMail plain = mail(TEXT, "b@one.example");
    return new OutgoingMail(
        plain.reversePath(),
        List.of(
            recipient(
                "b@one.example",
                Set.of(NotifyOn.SUCCESS, NotifyOn.FAILURE),
                new OriginalRecipient("rfc822", "B+2B@One.example")),
            recipient("c@one.example", Set.of(), null),
            // RFC 6533 §3: encoded where the transaction is not SMTPUTF8.
            recipient("d@one.example", null, new OriginalRecipient("utf-8", "jürgen@one.example"))),
        plain.content(),
        plain.body(),
        false,
        false,
        new DsnEnvelope(DsnReturn.HDRS, new Xtext("a+2Bb")));
  }

  private static EnvelopeRecipient recipient(
      String path, @Nullable Set<NotifyOn> notifyOn, @Nullable OriginalRecipient original) {
    return new EnvelopeRecipient(
        new ForwardPath(Mailbox.of(path)), new RecipientParameters(notifyOn, original));
  }

  private static void hasAllParameters(FakeMx.Received received) {
    assertThat(received.tls()).isTrue();
    assertThat(received.mail())
        .isEqualTo("MAIL FROM:<a@sender.example> SIZE=3 BODY=8BITMIME SMTPUTF8 REQUIRETLS");
    assertThat(received.data()).isEqualTo("ä\r\n");
  }

  private static void assertRefused(SmtpClientSession session, String command) {
    assertThat(carried(session.send(mail(TEXT, "b@one.example"))))
        .singleElement()
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.command()).isEqualTo(command));
  }

  private void assertUnsuited(Script script, OutgoingMail mail, String status) {
    try (FakeMx mx = FakeMx.start(script);
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(session.send(mail))
          .isInstanceOfSatisfying(
              TransactionResult.Unsuited.class,
              unsuited -> assertThat(unsuited.status()).hasToString(status));
      session.quit();
      assertThat(mx.commands()).containsExactly("EHLO client.example", "QUIT");
    }
  }

  private static SessionFault faultOf(SmtpClientSession session) {
    return faultOf(session, content(TEXT));
  }

  private static SessionFault faultOf(SmtpClientSession session, OutgoingMail.Content content) {
    RecipientResult result =
        carried(session.send(mail(content, BodyType.SEVEN_BIT, false, "b@one.example"))).get(0);
    if (result instanceof Unanswered unanswered) {
      return unanswered.fault();
    }
    throw new AssertionError(result);
  }

  /** Promises so many octets, and fails or ends after fewer. */
  private record Broken(long octets, int available) implements OutgoingMail.Content {
    @Override
    public InputStream open() {
      return new InputStream() {
        private int left = available;

        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
          if (left == 0 && available == 5_000) {
            throw new IOException("disk");
          }
          int count = Math.min(left, length);
          Arrays.fill(target, offset, offset + count, (byte) 'x');
          left -= count;
          return count == 0 ? -1 : count;
        }
      };
    }
  }
}
