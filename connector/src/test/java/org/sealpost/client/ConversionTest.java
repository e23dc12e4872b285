package org.sealpost.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.client.ClientFixture.carried;
import static org.sealpost.client.ClientFixture.content;
import static org.sealpost.client.ClientFixture.mail;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.client.RecipientResult.Taken;
import org.sealpost.smtp.BodyType;

/** Messages that a peer does not take as they are. */
class ConversionTest {
  private static final String HEADER =
      "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n";

  private final ClientFixture fixture = new ClientFixture();

  private FakeMx.Received sent(Script script, OutgoingMail mail) {
    try (FakeMx mx = FakeMx.start(script);
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(carried(session.send(mail))).singleElement().isInstanceOf(Taken.class);
      return mx.received().get(0);
    }
  }

  @Test
  @Tag("rfc6152-3")
  void encodesTextForAPeerWithout8bitmime() {
    OutgoingMail mail =
        mail(content(HEADER + "\r\nä\r\n"), BodyType.EIGHT_BIT_MIME, false, "b@one.example");
    String encoded = HEADER + "Content-Transfer-Encoding: quoted-printable\r\n\r\n=E4\r\n";

    FakeMx.Received received = sent(new Script().keywords("PIPELINING", "SIZE 1000"), mail);
    assertThat(received.data()).isEqualTo(encoded);
    assertThat(received.mail()).isEqualTo("MAIL FROM:<a@sender.example> SIZE=" + encoded.length());
  }

  @Test
  @Tag("rfc3030-3")
  void encodesBinaryDataForAPeerWithoutBinarymime() {
    String header = "MIME-Version: 1.0\r\nContent-Type: application/x-y\r\n";
    OutgoingMail mail =
        mail(content(header + "\r\n\0ÿ\n"), BodyType.BINARY_MIME, false, "b@one.example");

    assertThat(sent(new Script().keywords("8BITMIME", "CHUNKING"), mail).data())
        .isEqualTo(header + "Content-Transfer-Encoding: base64\r\n\r\nAP8K\r\n");
  }

  @Test
  @Tag("rfc6531-3.4")
  void asksForSmtputf8OnlyWhereSomethingNeedsIt() {
    OutgoingMail ascii =
        mail(content("Subject: x\r\n\r\ny\r\n"), BodyType.SEVEN_BIT, false, "b@one.example");
    OutgoingMail asked = ascii.with(ascii.content(), BodyType.SEVEN_BIT, true);

    assertThat(sent(new Script().keywords("8BITMIME"), asked).mail())
        .isEqualTo("MAIL FROM:<a@sender.example>");
    assertThat(sent(new Script().keywords("SMTPUTF8"), asked).mail()).endsWith(" SMTPUTF8");
  }

  @Test
  @Tag("rfc6531-3.5")
  void keepsAUtf8HeaderFromAPeerThatDoesNotKnowIt() {
    OutgoingMail mail =
        mail(content("Subject: Ã¤\r\n\r\ny\r\n"), BodyType.EIGHT_BIT_MIME, false, "b@one.example")
            .with(content("Subject: Ã¤\r\n\r\ny\r\n"), BodyType.EIGHT_BIT_MIME, true);
    try (FakeMx mx = FakeMx.start(new Script().keywords("8BITMIME"));
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(session.send(mail))
          .isInstanceOfSatisfying(
              TransactionResult.Unsuited.class,
              unsuited -> assertThat(unsuited.status()).hasToString("5.6.7"));
      assertThat(mx.commands()).containsExactly("EHLO client.example");
    }
  }
}
