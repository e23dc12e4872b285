package org.sealpost.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.MtPriority;
import org.sealpost.smtp.ReversePath;

/**
 * One mail transaction to be made.
 *
 * @param recipients 1 to {@value #MOST_RECIPIENTS}
 * @param body whether the mail data holds octets beyond ASCII, or is binary (RFC 3030 §3)
 * @param smtpUtf8 whether it needs SMTPUTF8 (RFC 6531 §3.4)
 * @param requireTls whether MAIL carries REQUIRETLS (RFC 8689 §4.2.1); never dropped once asked for
 * @param dsn what the sender said about notifications; sent only to a peer that knows DSN (RFC 3461
 *     §5.2.2)
 * @param priority sent only to a peer that knows it (RFC 6710 §4.2, §4.3)
 */
public record OutgoingMail(
    ReversePath reversePath,
    List<EnvelopeRecipient> recipients,
    Content content,
    BodyType body,
    boolean smtpUtf8,
    boolean requireTls,
    DsnEnvelope dsn,
    MtPriority priority) {
  /**
   * RFC 5321 §4.5.3.1.8: what every server has to take. It also bounds a group of pipelined
   * commands well below a TCP window (RFC 2920 §3.1).
   */
  public static final int MOST_RECIPIENTS = 100;

  /** Copies the list. */
  public OutgoingMail {
    recipients = List.copyOf(recipients);
    if (recipients.isEmpty() || recipients.size() > MOST_RECIPIENTS) {
      throw new IllegalArgumentException("not 1 to 100 recipients: " + recipients.size());
    }
  }

  /** Mail of no particular priority. */
  public OutgoingMail(
      ReversePath reversePath,
      List<EnvelopeRecipient> recipients,
      Content content,
      BodyType body,
      boolean smtpUtf8,
      boolean requireTls,
      DsnEnvelope dsn) {
    this(reversePath, recipients, content, body, smtpUtf8, requireTls, dsn, MtPriority.NORMAL);
  }

  /** Where the copies go, in the order of the recipients. */
  public List<ForwardPath> forwardPaths() {
    return recipients.stream().map(EnvelopeRecipient::path).toList();
  }

  /** Whether SMTPUTF8 has to be asked for: by the message, or by an address (RFC 6531 §3.4). */
  boolean needsSmtpUtf8() {
    return smtpUtf8 || hasUtf8Address();
  }

  /** Whether the reverse-path or a forward-path cannot be written in ASCII. */
  boolean hasUtf8Address() {
    Mailbox sender = reversePath.mailbox();
    return (sender != null && sender.needsSmtpUtf8())
        || recipients.stream().anyMatch(each -> each.path().mailbox().needsSmtpUtf8());
  }

  /** The same to the same recipients with other mail data. */
  OutgoingMail with(Content other, BodyType otherBody, boolean otherSmtpUtf8) {
    return new OutgoingMail(
        reversePath, recipients, other, otherBody, otherSmtpUtf8, requireTls, dsn, priority);
  }

  /** The mail data, without transparency dots, every line ended by CRLF unless it is binary. */
  public interface Content {
    /** How many octets {@link #open} gives. */
    long octets();

    /**
     * The data from its first octet; closed by the caller.
     *
     * @throws IOException where it cannot be read; the transaction is cut off, not completed
     */
    InputStream open() throws IOException;
  }
}
