package org.sealpost.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.sealpost.client.TransactionResult.Unsuited;
import org.sealpost.client.mime.MailForm;
import org.sealpost.client.mime.SevenBitStream;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.EnhancedStatusCode;

/** Whether a message can go to a peer, and in which form. */
sealed interface PeerFit {
  /** It can: as it is, or in a form that this peer takes. */
  record Fitting(OutgoingMail mail) implements PeerFit {}

  /** It cannot. */
  record Lacking(Unsuited unsuited) implements PeerFit {}

  /**
   * Finds out. Reads the content where the peer does not take it as it is; the status is 4.3.0
   * where that fails.
   */
  static PeerFit of(OutgoingMail mail, SmtpClientSession session) {
    PeerCapabilities peer = session.capabilities();
    // RFC 8689 §4.2.1: the last line of defence; the policy has asked before.
    boolean promises = session.tls() != null && peer.offers(Extension.REQUIRETLS);
    if (mail.requireTls() && !promises) {
      return lacking("5.7.30", "does not promise to protect the message onwards (REQUIRETLS)");
    }
    boolean needsUtf8 = mail.needsSmtpUtf8() && !peer.offers(Extension.SMTPUTF8);
    if (needsUtf8 && mail.hasUtf8Address()) {
      return lacking("5.6.7", "takes no internationalized addresses (SMTPUTF8)"); // RFC 6531 §3.5
    }
    PeerFit fit = new Fitting(mail);
    if (needsUtf8 || !takes(peer, mail.body())) {
      try {
        fit = inOtherForm(mail, peer, needsUtf8);
      } catch (IOException unreadable) {
        return lacking(
            "4.3.0", "got nothing: the message could not be read from this server's queue");
      }
    }
    long limit = peer.sizeLimit();
    if (limit > 0 && fit instanceof Fitting fitting && fitting.mail().content().octets() > limit) {
      // RFC 1870 §6.1: a limit of 0 is none.
      return lacking("5.3.4", "takes no message of more than " + limit + " octets");
    }
    return fit;
  }

  private static boolean takes(PeerCapabilities peer, BodyType body) {
    return switch (body) {
      case SEVEN_BIT -> true;
      case EIGHT_BIT_MIME -> peer.offers(Extension.EIGHT_BIT_MIME); // RFC 6152 §3
      // RFC 3030 §3: BINARYMIME is worth nothing without CHUNKING.
      case BINARY_MIME -> peer.offers(Extension.BINARYMIME) && peer.offers(Extension.CHUNKING);
    };
  }

  private static PeerFit inOtherForm(OutgoingMail mail, PeerCapabilities peer, boolean needsUtf8)
      throws IOException {
    MailForm form = form(mail);
    if (needsUtf8 && form.utf8Header()) {
      return lacking("5.6.7", "takes no internationalized messages (SMTPUTF8)");
    }
    // RFC 6531 §3.4: SMTPUTF8 was asked for, and nothing in the message needs it.
    boolean smtpUtf8 = mail.smtpUtf8() && !needsUtf8;
    if (takes(peer, mail.body())) {
      return new Fitting(mail.with(mail.content(), mail.body(), smtpUtf8));
    }
    if (!form.canBeSevenBit()) {
      boolean binary = mail.body() == BodyType.BINARY_MIME;
      return lacking(
          "5.6.3",
          binary
              ? "takes no binary data (BINARYMIME), and the message cannot be re-encoded unchanged"
              : "takes no text beyond ASCII (8BITMIME), and the message cannot be re-encoded"
                  + " unchanged");
    }
    SevenBitContent converted = SevenBitContent.of(mail.content(), form);
    return new Fitting(mail.with(converted, BodyType.SEVEN_BIT, smtpUtf8));
  }

  private static MailForm form(OutgoingMail mail) throws IOException {
    try (InputStream content = mail.content().open()) {
      return MailForm.of(content);
    }
  }

  private static PeerFit lacking(String status, String explanation) {
    return new Lacking(new Unsuited(EnhancedStatusCode.of(status), explanation));
  }

  /** The message in 7-bit form, made anew each time it is opened. */
  record SevenBitContent(OutgoingMail.Content original, MailForm form, long octets)
      implements OutgoingMail.Content {
    static SevenBitContent of(OutgoingMail.Content original, MailForm form) throws IOException {
      try (InputStream converted = new SevenBitStream(original.open(), form)) {
        return new SevenBitContent(
            original, form, converted.transferTo(OutputStream.nullOutputStream()));
      }
    }

    @Override
    public InputStream open() throws IOException {
      return new SevenBitStream(original.open(), form);
    }
  }
}
