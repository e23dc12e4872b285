package org.sealpost.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.client.mime.MailForm;
import org.sealpost.client.mime.SevenBitStream;
import org.sealpost.report.ReportedRecipient.Action;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.DsnReturn;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.HeaderSection;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.OriginalRecipient;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.smtp.Xtext;

/** What notifications say, to people and to programs. */
final class DsnComposerTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final String HEADER = "Message-ID: <1@a.example>\r\nSubject: secret\r\n\r\n";
  private static final Addressee SENDER =
      new Addressee(Mailbox.of("sender@a.example"), Addressee.Audience.SENDER);
  private static final String WHOLE = HEADER + "the body\r\n";

  private static String compose(
      TlsRequirement requirement, DsnEnvelope dsn, ReportedRecipient... recipients) {
    ReportedMessage message =
        new ReportedMessage(
            "Q1",
            new ReversePath(Mailbox.of("sender@a.example")),
            NOW,
            requirement,
            false,
            dsn,
            "for;3600",
            HEADER.getBytes(StandardCharsets.US_ASCII),
            WHOLE.getBytes(StandardCharsets.US_ASCII));
    byte[] octets =
        new DsnComposer(Domain.of("mx.own.example"))
            .compose(message, SENDER, List.of(recipients), NOW);
    return new String(octets, StandardCharsets.UTF_8);
  }

  private static ReportedRecipient recipient(Action action, @Nullable OriginalRecipient original) {
    boolean failed = action == Action.FAILED;
    return new ReportedRecipient(
        new ForwardPath(Mailbox.of("b@b.example")),
        original,
        action,
        new Diagnosis(
            EnhancedStatusCode.of(failed ? "5.1.1" : "2.1.5"),
            failed ? "mx.b.example refused the recipient." : null,
            action == Action.DELIVERED ? null : "mx.b.example",
            failed ? Reply.of(550, "5.1.1", "unknown") : null,
            List.of()),
        false,
        NOW,
        null);
  }

  @Test
  @Tag("rfc3464-2.3.9")
  void saysUntilWhenALateMessageIsTried() {
    ReportedRecipient late =
        new ReportedRecipient(
            new ForwardPath(Mailbox.of("b@b.example")),
            null,
            Action.DELAYED,
            new Diagnosis(
                EnhancedStatusCode.of("4.4.1"),
                "mx.b.example could not be reached.",
                null,
                null,
                List.of()),
            false,
            NOW,
            NOW.plus(Duration.ofDays(5)));
    String dsn = compose(TlsRequirement.DEFAULT, returning(DsnReturn.FULL), late);
    assertThat(dsn)
        .contains("Subject: Your message is delayed\r\n")
        .contains("Action: delayed\r\nStatus: 4.4.1\r\n")
        .contains("Will-Retry-Until: " + StatusFields.date(NOW.plus(Duration.ofDays(5))) + "\r\n")
        .contains("could not be delivered yet to the\r\nfollowing recipients:")
        .contains("You need not send the message again.")
        .doesNotContain("Nothing more will be tried")
        .doesNotContain("the body");
  }

  private static DsnEnvelope returning(DsnReturn returned) {
    return new DsnEnvelope(returned, null);
  }

  @Test
  @Tag("rfc3461-6.3")
  void saysWhatTheSenderCalledMessageAndRecipient() {
    String dsn =
        compose(
            TlsRequirement.DEFAULT,
            new DsnEnvelope(null, new Xtext("Q+2B1")),
            recipient(Action.FAILED, new OriginalRecipient("rfc822", "Bo+2BB@B.example")));
    assertThat(dsn)
        .contains("Original-Envelope-Id: Q+1\r\n")
        .contains("Original-Recipient: rfc822; Bo+B@B.example\r\n")
        .contains("Final-Recipient: rfc822; b@b.example\r\n")
        .contains("Action: failed\r\nStatus: 5.1.1\r\nRemote-MTA: dns; mx.b.example\r\n")
        .contains("Diagnostic-Code: smtp; 550 5.1.1 unknown\r\n")
        .contains("Future-Release-Request: for;3600\r\n")
        .contains("Subject: Your message could not be delivered\r\n");
  }

  @Test
  @Tag("rfc3461-6.3")
  void saysNothingOfWhatTheSenderDidNotSay() {
    assertThat(compose(TlsRequirement.DEFAULT, DsnEnvelope.NONE, recipient(Action.FAILED, null)))
        .doesNotContain("Original-Envelope-Id")
        .doesNotContain("Original-Recipient")
        .contains("Subject: secret")
        .doesNotContain("the body");
  }

  @Test
  @Tag("rfc3461-6.2")
  void returnsAllOfAFailedMessageWhereThatWasAsked() {
    ReportedRecipient failed = recipient(Action.FAILED, null);
    assertThat(compose(TlsRequirement.DEFAULT, returning(DsnReturn.FULL), failed))
        .contains("Content-Type: message/rfc822")
        .contains(WHOLE);
    assertThat(compose(TlsRequirement.DEFAULT, returning(DsnReturn.HDRS), failed))
        .contains("text/rfc822-headers")
        .doesNotContain("the body");
    ReportedRecipient delivered = recipient(Action.DELIVERED, null);
    assertThat(compose(TlsRequirement.DEFAULT, returning(DsnReturn.FULL), delivered))
        .doesNotContain("the body");
  }

  /**
   * Whole: a signed one, which a relay may encode; fields only: what says nothing of its 8 bits.
   */
  @ParameterizedTest
  @Tag("rfc6152-3")
  @CsvSource({
    "'MIME-Version: 1.0|Content-Type: text/plain; charset=utf-8|', true",
    "'DKIM-Signature: v=1|MIME-Version: 1.0|Content-Transfer-Encoding: 8bit|', true",
    "'MIME-Version: 1.0|Content-Type: application/x|Content-Transfer-Encoding: binary|', true",
    "'', false",
    "'MIME-Version: 1.0|Comments: ü|', false",
    "'MIME-Version: 1.0|Content-Type: message/global|', false",
    "'MIME-Version: 1.0|Content-Type: multipart/mixed|', false",
  })
  void returnsEightBitsOnlyAsFarAsEveryHostOnTheWayCanTakeThem(String fields, boolean whole)
      throws IOException {
    byte[] original =
        ("Message-ID: <1@a.example>\r\n" + fields.replace("|", "\r\n") + "\r\nGrüße\r\n")
            .getBytes(StandardCharsets.UTF_8);
    ReportedMessage message =
        new ReportedMessage(
            "Q1",
            new ReversePath(Mailbox.of("sender@a.example")),
            NOW,
            TlsRequirement.DEFAULT,
            false,
            returning(DsnReturn.FULL),
            null,
            HeaderSection.readOctets(new ByteArrayInputStream(original), original.length),
            original);
    byte[] dsn =
        new DsnComposer(Domain.of("mx.sealpost.example"))
            .compose(message, SENDER, List.of(recipient(Action.FAILED, null)), NOW);
    MailForm form = MailForm.of(new ByteArrayInputStream(dsn));
    assertThat(form.canBeSevenBit()).isTrue();
    byte[] sevenBit = new SevenBitStream(new ByteArrayInputStream(dsn), form).readAllBytes();
    for (byte[] way : List.of(dsn, sevenBit)) {
      ReadDsn read = ReadDsn.all(List.of(way)).get(0).isWellFormed();
      assertThat(read.text("returnedType"))
          .isEqualTo(whole ? "message/rfc822" : "text/rfc822-headers");
      assertThat(read.text("returned")).contains("Message-ID: <1@a.example>");
      assertThat(read.isEightBit()).isEqualTo(whole && way == dsn);
    }
    assertThat(new String(dsn, StandardCharsets.UTF_8).contains("\r\nGrüße\r\n")).isEqualTo(whole);
  }

  @Test
  @Tag("rfc8689-5")
  void neverReturnsMoreOfRequiredMailThanTheSenderRecognisesItBy() {
    assertThat(
            compose(
                TlsRequirement.REQUIRED, returning(DsnReturn.FULL), recipient(Action.FAILED, null)))
        .contains("Message-ID: <1@a.example>")
        .doesNotContain("secret")
        .doesNotContain("the body");
  }

  @Test
  @Tag("rfc3464-2.3.3")
  void tellsOfSuccessInItsOwnWords() {
    assertThat(compose(TlsRequirement.DEFAULT, DsnEnvelope.NONE, recipient(Action.DELIVERED, null)))
        .contains("Subject: Your message was delivered\r\n")
        .contains("Action: delivered\r\nStatus: 2.1.5\r\n")
        .doesNotContain("Remote-MTA")
        .doesNotContain("could not be delivered");
    assertThat(compose(TlsRequirement.DEFAULT, DsnEnvelope.NONE, recipient(Action.RELAYED, null)))
        .contains("Subject: Your message was passed on\r\n")
        .contains("Action: relayed\r\nStatus: 2.1.5\r\nRemote-MTA: dns; mx.b.example\r\n");
  }

  @Test
  void tellsOfFailureFirstWhereBothHappened() {
    String dsn =
        compose(
            TlsRequirement.DEFAULT,
            DsnEnvelope.NONE,
            recipient(Action.DELIVERED, null),
            recipient(Action.FAILED, null));
    assertThat(dsn).contains("Subject: Your message could not be delivered\r\n");
    assertThat(dsn.indexOf("could not be delivered to the"))
        .isPositive()
        .isLessThan(dsn.indexOf("is in the mailboxes of the"));
  }
}
