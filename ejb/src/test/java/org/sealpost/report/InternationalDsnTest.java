package org.sealpost.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sealpost.delivery.HostCondition;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.DsnReturn;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.OriginalRecipient;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** Notifications of mail with addresses and header fields beyond ASCII (RFC 6533). */
@Tag("rfc6533-4")
final class InternationalDsnTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final String HEADER =
      "Message-ID: <1@a.example>\r\nTo: jürgen@b.example\r\nSubject: Grüße\r\n";
  private static final OriginalRecipient ORIGINAL =
      new OriginalRecipient("utf-8", "j\\x{FC}rgen\\x{20}x@b.example");

  private static ReadDsn read(String sender, DsnEnvelope dsn) {
    ReportedMessage message =
        new ReportedMessage(
            "Q1",
            new ReversePath(Mailbox.of(sender)),
            NOW,
            TlsRequirement.DEFAULT,
            true,
            dsn,
            null,
            HEADER.getBytes(StandardCharsets.UTF_8),
            (HEADER + "\r\nder Körper\r\n").getBytes(StandardCharsets.UTF_8));
    ReportedRecipient failed =
        new ReportedRecipient(
            new ForwardPath(Mailbox.of("jürgen@b.example")),
            ORIGINAL,
            ReportedRecipient.Action.FAILED,
            new Diagnosis(
                EnhancedStatusCode.of("5.1.1"),
                "mx.b.example refused the recipient.",
                "mx.b.example",
                new Reply(550, EnhancedStatusCode.of("5.1.1"), List.of("kein Jürgen", "hier")),
                List.of(new HostCondition("mx0.b.example", null, "connect-failed", "No."))),
            false,
            NOW,
            null);
    byte[] octets =
        new DsnComposer(Domain.of("mx.sealpost.example"))
            .compose(
                message,
                new Addressee(Mailbox.of(sender), Addressee.Audience.SENDER),
                List.of(failed),
                NOW);
    return ReadDsn.all(List.of(octets)).get(0).isWellFormed();
  }

  @Test
  @Tag("rfc6533-3")
  void staysOfSevenBitsForASenderWithAnAsciiAddressAndLosesNothing() {
    ReadDsn dsn = read("sender@a.example", DsnEnvelope.NONE);
    assertThat(dsn.isEightBit()).isFalse();
    assertThat(dsn.text("statusType")).isEqualTo("message/delivery-status");
    assertThat(dsn.field(1, "Final-Recipient")).isEqualTo("utf-8; j\\x{FC}rgen@b.example");
    assertThat(dsn.field(1, "Original-Recipient"))
        .isEqualTo("utf-8; j\\x{FC}rgen\\x{20}x@b.example");
    assertThat(dsn.field(1, "Diagnostic-Code"))
        .isEqualTo("smtp; 550-5.1.1 kein J?rgen 550 5.1.1 hier");
    assertThat(dsn.text("returnedType")).isEqualTo("message/global-headers");
    assertThat(dsn.text("returnedEncoding")).isEqualTo("base64");
    assertThat(dsn.text("returned")).isEqualTo(HEADER);
    assertThat(dsn.text("words")).contains("jürgen@b.example", "kein Jürgen");
  }

  @Test
  @Tag("rfc6533-4.1")
  void isInUtf8ForASenderWhoseAddressNeedsIt() {
    ReadDsn dsn = read("jörg@a.example", DsnEnvelope.NONE);
    assertThat(dsn.isEightBit()).isTrue();
    assertThat(dsn.text("to")).isEqualTo("jörg@a.example");
    assertThat(dsn.text("statusType")).isEqualTo("message/global-delivery-status");
    assertThat(dsn.field(1, "Final-Recipient")).isEqualTo("utf-8; jürgen@b.example");
    assertThat(dsn.field(1, "Diagnostic-Code"))
        .isEqualTo("smtp; 550-5.1.1 kein Jürgen 550 5.1.1 hier");
    assertThat(dsn.text("returnedType")).isEqualTo("message/global-headers");
    assertThat(dsn.text("returnedEncoding")).isEqualTo("8bit");
    assertThat(dsn.text("returned")).isEqualTo(HEADER);
  }

  @Test
  @Tag("rfc6533-4.2")
  void returnsAllOfItWhereThatWasAsked() {
    ReadDsn dsn = read("sender@a.example", new DsnEnvelope(DsnReturn.FULL, null));
    assertThat(dsn.isEightBit()).isFalse();
    assertThat(dsn.text("returnedType")).isEqualTo("message/global");
    assertThat(dsn.text("returned")).isEqualTo(HEADER + "\r\nder Körper\r\n");
  }
}
