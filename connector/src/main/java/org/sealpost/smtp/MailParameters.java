package org.sealpost.smtp;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of one MAIL command, each with its meaning where the client left it out.
 *
 * @param requireTls {@code REQUIRETLS} was given (RFC 8689 §4.1)
 * @param smtpUtf8 {@code SMTPUTF8} was given (RFC 6531 §3.4)
 * @param body {@code BODY=}, 7BIT where it was left out (RFC 6152, RFC 3030)
 * @param declaredOctets {@code SIZE=}, 0 where it was left out (RFC 1870)
 * @param dsn {@code RET=} and {@code ENVID=} (RFC 3461)
 * @param submitter {@code AUTH=} decoded: a mailbox, or {@code <>}; null where it was left out. A
 *     claim of the client's, to be believed only of one that is trusted (RFC 4954 §5)
 * @param release {@code HOLDFOR=} or {@code HOLDUNTIL=}, null where both were left out (RFC 4865)
 * @param priority {@code MT-PRIORITY=}, 0 where it was left out (RFC 6710)
 */
public record MailParameters(
    boolean requireTls,
    boolean smtpUtf8,
    BodyType body,
    long declaredOctets,
    DsnEnvelope dsn,
    @Nullable String submitter,
    @Nullable FutureRelease release,
    MtPriority priority) {
  /** A MAIL command without any parameter. */
  public static final MailParameters NONE = new MailParameters(false, false, BodyType.SEVEN_BIT, 0);

  /** A MAIL command that says nothing of priority. */
  public MailParameters(
      boolean requireTls,
      boolean smtpUtf8,
      BodyType body,
      long declaredOctets,
      DsnEnvelope dsn,
      @Nullable String submitter,
      @Nullable FutureRelease release) {
    this(requireTls, smtpUtf8, body, declaredOctets, dsn, submitter, release, MtPriority.NORMAL);
  }

  /** A MAIL command that says nothing of notifications, submitter and release either. */
  public MailParameters(boolean requireTls, boolean smtpUtf8, BodyType body, long declaredOctets) {
    this(requireTls, smtpUtf8, body, declaredOctets, DsnEnvelope.NONE, null, null);
  }
}
