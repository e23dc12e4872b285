package org.sealpost.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.client.ClientFixture.carried;
import static org.sealpost.client.ClientFixture.content;
import static org.sealpost.client.ClientFixture.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.client.FakeMx.Fault;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.client.RecipientResult.Refused;
import org.sealpost.client.RecipientResult.Taken;
import org.sealpost.client.RecipientResult.Unanswered;
import org.sealpost.smtp.BodyType;

/** BDAT towards peers that announce CHUNKING. */
@Tag("rfc3030-2")
class ChunkingTest {
  private static final String TEXT = "Subject: x\r\n\r\n.dots\r\n..stay\r\n";

  private final ClientFixture fixture = new ClientFixture();

  private static Script chunking() {
    return new Script().keywords("PIPELINING", "CHUNKING", "BINARYMIME", "8BITMIME");
  }

  private static OutgoingMail binary(String text) {
    return mail(content(text), BodyType.BINARY_MIME, false, "b@one.example");
  }

  @Test
  @Tag("rfc3030-4.2")
  void sendsASmallMessageTogetherWithItsCommands() {
    try (FakeMx mx = FakeMx.start(chunking());
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(carried(session.send(mail(TEXT, "b@one.example"))))
          .singleElement()
          .isInstanceOf(Taken.class);

      assertThat(mx.commands())
          .containsExactly(
              "EHLO client.example",
              "MAIL FROM:<a@sender.example>",
              "RCPT TO:<b@one.example>",
              "BDAT " + TEXT.length() + " LAST");
      assertThat(mx.received()).extracting(FakeMx.Received::data).containsExactly(TEXT);
    }
  }

  @Test
  void sendsTheNextMessageOnTheSameSessionWithData() {
    try (FakeMx mx = FakeMx.start(chunking());
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      session.send(mail(TEXT, "b@one.example"));
      assertThat(carried(session.send(mail(TEXT, "c@one.example"))))
          .singleElement()
          .isInstanceOf(Taken.class);

      assertThat(mx.commands()).contains("DATA").doesNotContain("RSET");
      assertThat(mx.received()).hasSize(2);
    }
  }

  @Test
  @Tag("rfc8689-4.2.1")
  void sendsNothingOfARequiredMessageBeforeMailIsAccepted() {
    Script script =
        chunking()
            .tls(fixture.authority.issue(ClientFixture.HOST))
            .keywordsAfterTls("PIPELINING", "CHUNKING", "REQUIRETLS");
    try (FakeMx mx = FakeMx.start(script);
        SmtpClientSession session = fixture.opened(mx, TlsUse.STARTTLS)) {
      session.send(ClientFixture.requiringTls(TEXT, "b@one.example"));
      assertThat(mx.commands()).contains("DATA");
    }
  }

  @Test
  void keepsEachAnswerWhereThePeerTakesOnlySome() {
    Script script = chunking().answer("RCPT", "250 ok").answer("RCPT", "550 5.1.1 nobody");
    try (FakeMx mx = FakeMx.start(script);
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      List<RecipientResult> results =
          carried(session.send(mail(TEXT, "b@one.example", "c@one.example")));
      assertThat(results.get(0)).isInstanceOf(Taken.class);
      assertThat(results.get(1)).isInstanceOf(Refused.class);
    }
  }

  @Test
  void resetsAndGoesOnAfterARefusedMessage() {
    Script script = chunking().answer("RCPT", "550 5.1.1 nobody");
    try (FakeMx mx = FakeMx.start(script);
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(carried(session.send(mail(TEXT, "b@one.example"))))
          .singleElement()
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.command()).isEqualTo("RCPT"));
      assertThat(carried(session.send(mail(TEXT, "c@one.example"))))
          .singleElement()
          .isInstanceOf(Taken.class);
      assertThat(mx.commands()).contains("RSET");
      assertThat(mx.received()).hasSize(1);
    }
  }

  @Test
  void countsASilentEndAfterTheLastChunkAsPerhapsTaken() {
    try (FakeMx mx = FakeMx.start(chunking().fault(Fault.CLOSE_AFTER_FINAL_DOT));
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(carried(session.send(mail(TEXT, "b@one.example"))))
          .singleElement()
          .isInstanceOfSatisfying(
              Unanswered.class, unanswered -> assertThat(unanswered.mayBeTaken()).isTrue());
    }
  }

  @Test
  void takes421ForNotTakenThoughEverythingWasSent() {
    try (FakeMx mx = FakeMx.start(chunking().answer("MAIL", "421 4.3.2 going down"));
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(carried(session.send(mail(TEXT, "b@one.example"))))
          .singleElement()
          .isInstanceOfSatisfying(
              Unanswered.class, unanswered -> assertThat(unanswered.mayBeTaken()).isFalse());
    }
  }

  @Test
  @Tag("rfc3030-3")
  void carriesBinaryDataOctetForOctet() {
    StringBuilder all = new StringBuilder("MIME-Version: 1.0\r\n\r\n");
    for (int i = 0; i < 2_500_000; i++) {
      all.append((char) (i * 31 % 256));
    }
    try (FakeMx mx = FakeMx.start(chunking());
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(carried(session.send(binary(all.toString()))))
          .singleElement()
          .isInstanceOf(Taken.class);

      assertThat(mx.commands())
          .containsSubsequence(
              "MAIL FROM:<a@sender.example> BODY=BINARYMIME",
              "BDAT 1048576",
              "BDAT 1048576",
              "BDAT " + (all.length() - 2 * 1048576) + " LAST");
      assertThat(mx.received().get(0).data()).isEqualTo(all.toString());
    }
  }

  @Test
  void stopsAtAChunkThatIsRefused() {
    Script script = chunking().answer("BDAT", "452 4.3.1 no room");
    try (FakeMx mx = FakeMx.start(script);
        SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
      assertThat(carried(session.send(binary("x".repeat(3_000_000)))))
          .singleElement()
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.command()).isEqualTo("BDAT"));
      assertThat(session.isUsable()).isTrue();
      assertThat(mx.received()).isEmpty();
      assertThat(mx.commands()).filteredOn(line -> line.startsWith("BDAT")).hasSize(1);
    }
  }

  @Test
  void neverCompletesABodyThatIsNotAsLongAsItWas() {
    for (int real : new int[] {70_000, 99_999, 100_001}) {
      try (FakeMx mx = FakeMx.start(chunking());
          SmtpClientSession session = fixture.opened(mx, TlsUse.NONE)) {
        OutgoingMail mail =
            mail(new Wrong(100_000, real), BodyType.BINARY_MIME, false, "b@one.example");
        assertThat(carried(session.send(mail)))
            .singleElement()
            .isInstanceOfSatisfying(
                Unanswered.class,
                unanswered ->
                    assertThat(unanswered.fault().kind())
                        .isEqualTo(SessionFault.Kind.CONTENT_UNREADABLE));
        assertThat(session.isUsable()).isFalse();
        assertThat(mx.received()).isEmpty();
      }
    }
  }

  private record Wrong(long octets, int real) implements OutgoingMail.Content {
    @Override
    public InputStream open() throws IOException {
      return new java.io.ByteArrayInputStream(new byte[real]);
    }
  }
}
