package org.sealpost.smtp;

/**
 * The parameters of one MAIL command, each with its meaning where the client left it out.
 *
 * @param requireTls {@code REQUIRETLS} was given (RFC 8689 §4.1)
 * @param smtpUtf8 {@code SMTPUTF8} was given (RFC 6531 §3.4)
 * @param body {@code BODY=}, 7BIT where it was left out (RFC 6152)
 * @param declaredOctets {@code SIZE=}, 0 where it was left out (RFC 1870)
 */
public record MailParameters(
    boolean requireTls, boolean smtpUtf8, BodyType body, long declaredOctets) {
  /** A MAIL command without any parameter. */
  public static final MailParameters NONE = new MailParameters(false, false, BodyType.SEVEN_BIT, 0);
}
