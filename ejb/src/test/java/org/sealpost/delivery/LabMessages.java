package org.sealpost.delivery;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.delivery.LabMail.Sender;
import org.sealpost.report.Addressee;
import org.sealpost.report.Diagnosis;
import org.sealpost.report.DsnComposer;
import org.sealpost.report.ReportedMessage;
import org.sealpost.report.ReportedRecipient;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.DsnReturn;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** Writes the messages of cases, each with its marks. */
final class LabMessages {
  private LabMessages() {}

  /**
   * One attempt to send a message.
   *
   * @param before how the message ended that a notification of this server is about
   */
  static DeliveryJob job(
      LabScene scene, LabMail mail, LabRecorder.Sent sent, @Nullable DeliveryResult before) {
    String domain = scene.filled(mail.at());
    String mark = sent.marks().recognition().get(0);
    ForwardPath path = new ForwardPath(Mailbox.of(mark + "@" + domain));
    boolean self = mail.sender() == Sender.SELF;
    ReversePath reversePath =
        mail.sender() == Sender.PERSON
            ? new ReversePath(Mailbox.of(mark + "@sender.example"))
            : ReversePath.NULL;
    byte[] octets = text(mail, sent, path).getBytes(StandardCharsets.US_ASCII);
    if (self) {
      octets = notification(mail, octets, path, requireNonNull(before));
    }
    return new DeliveryJob(
        "lab",
        Instant.now(),
        reversePath,
        mail.requirement(),
        path.mailbox().domain(),
        List.of(new EnvelopeRecipient(path)),
        DeliveryFixture.content(new String(octets, StandardCharsets.US_ASCII)),
        BodyType.SEVEN_BIT,
        false,
        DsnEnvelope.NONE,
        self);
  }

  private static String text(LabMail mail, LabRecorder.Sent sent, ForwardPath path) {
    List<String> recognition = sent.marks().recognition();
    List<String> secrets = sent.marks().secrets();
    String tag = mail.requirement() == TlsRequirement.OPTIONAL ? "TLS-Required: No\r\n" : "";
    return "Date: Tue, 24 Nov 2026 12:00:00 +0000\r\nFrom: "
        + recognition.get(0)
        + "@sender.example\r\nTo: "
        + path.mailbox()
        + "\r\nMessage-ID: <"
        + recognition.get(1)
        + "@sender.example>\r\nSubject: "
        + secrets.get(0)
        + "\r\n"
        + tag
        + "\r\n"
        + secrets.get(1)
        + "\r\n";
  }

  /** RFC 8689 §5: RET=FULL is asked for, and must not be heeded. */
  private static byte[] notification(
      LabMail mail, byte[] original, ForwardPath path, DeliveryResult before) {
    if (!(before.outcomes().get(0) instanceof RecipientOutcome.Failed failed)) {
      throw new IllegalStateException("nothing to notify of: " + before.outcomes());
    }
    Failure failure = failed.failure();
    int headerOctets = new String(original, StandardCharsets.US_ASCII).indexOf("\r\n\r\n") + 2;
    ReportedMessage reported =
        new ReportedMessage(
            "lab",
            new ReversePath(path.mailbox()),
            Instant.now(),
            mail.requirement(),
            false,
            new DsnEnvelope(DsnReturn.FULL, null),
            null,
            Arrays.copyOf(original, headerOctets),
            original);
    ReportedRecipient recipient =
        new ReportedRecipient(
            failed.forwardPath(),
            null,
            ReportedRecipient.Action.FAILED,
            new Diagnosis(
                failure.status(),
                failure.explanation(),
                failure.remoteMta(),
                failure.reply(),
                before.trace().stream().map(HostCondition::of).toList()),
            false,
            Instant.now(),
            null);
    return new DsnComposer(Domain.of("own.example"))
        .compose(
            reported,
            new Addressee(path.mailbox(), Addressee.Audience.SENDER),
            List.of(recipient),
            Instant.now());
  }
}
