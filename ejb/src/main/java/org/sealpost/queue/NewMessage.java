package org.sealpost.queue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.FutureRelease;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/**
 * A message to be queued.
 *
 * @param expires when it is given up (RFC 5321 §4.5.4.1)
 * @param malformedTlsRequired it has a {@code TLS-Required} field that says nothing valid
 * @param smtpUtf8 it needs SMTPUTF8 onwards (RFC 6531 §3.4)
 * @param subject decoded, at most 200 characters
 * @param from the From field, decoded, at most 320 characters
 * @param asked what else the client asked for
 * @param recipients at least one, no forward-path twice
 */
public record NewMessage(
    Instant received,
    Instant expires,
    ReversePath reversePath,
    TlsRequirement requirement,
    boolean malformedTlsRequired,
    boolean smtpUtf8,
    String subject,
    String from,
    Origin origin,
    Asked asked,
    List<EnvelopeRecipient> recipients) {
  /** Copies the list. */
  public NewMessage {
    recipients = List.copyOf(recipients);
  }

  /** When the first attempt is due: at once, or when the sender wants it released (RFC 4865). */
  public Instant due() {
    FutureRelease release = asked.release();
    return release == null || release.at().isBefore(received) ? received : release.at();
  }

  /**
   * What the parameters of MAIL asked for, beyond what has a name of its own above.
   *
   * @param binary the content is octets, not lines (RFC 3030 §3)
   * @param dsn what notifications are to say (RFC 3461)
   * @param submitter who first handed it in, if a trusted client said so (RFC 4954 §5); else null
   * @param release when it may go, null for at once (RFC 4865)
   */
  public record Asked(
      boolean binary,
      DsnEnvelope dsn,
      @Nullable String submitter,
      @Nullable FutureRelease release) {
    /** Nothing was asked for. */
    public static final Asked NOTHING = new Asked(false, DsnEnvelope.NONE, null, null);
  }

  /**
   * Where a message came from.
   *
   * @param listener kind of the listener in lower case, or {@code notification} for our own DSNs
   * @param client IP address, null for our own
   * @param helloName the client's EHLO argument, null for our own
   * @param tls version and cipher, null for a clear session
   * @param account the mail account that handed it in; null where nobody signed in
   */
  public record Origin(
      String listener,
      @Nullable String client,
      @Nullable String helloName,
      @Nullable String tls,
      @Nullable String account) {
    /** Made here: a notification. */
    public static final Origin NOTIFICATION = new Origin("notification", null, null, null, null);

    /** Made here: a report about TLS, whose own delivery no report tells of (RFC 8460 §3). */
    public static final Origin TLS_REPORT = new Origin("tls-report", null, null, null, null);
  }
}
