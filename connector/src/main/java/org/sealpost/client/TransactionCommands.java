package org.sealpost.client;

import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.OriginalRecipient;

/** The command lines of one mail transaction, with the parameters that this peer knows. */
final class TransactionCommands {
  private final OutgoingMail mail;
  private final PeerCapabilities capabilities;

  TransactionCommands(OutgoingMail mail, PeerCapabilities capabilities) {
    this.mail = mail;
    this.capabilities = capabilities;
  }

  /** RFC 5321 §4.1.1.2 with the parameters of RFC 1870 §4, 6152 §2, 3030 §3, 6531 §3.4, 8689 §2. */
  String mail() {
    StringBuilder line = new StringBuilder("MAIL FROM:").append(mail.reversePath());
    if (capabilities.offers(Extension.SIZE)) {
      line.append(" SIZE=").append(mail.content().octets());
    }
    if (mail.body() == BodyType.EIGHT_BIT_MIME) {
      line.append(" BODY=8BITMIME");
    } else if (mail.body() == BodyType.BINARY_MIME) {
      line.append(" BODY=BINARYMIME");
    }
    if (mail.needsSmtpUtf8()) {
      line.append(" SMTPUTF8");
    }
    if (mail.requireTls()) {
      line.append(" REQUIRETLS");
    }
    if (knowsDsn()) {
      append(line, " RET=", mail.dsn().returned());
      append(line, " ENVID=", mail.dsn().envelopeId());
    }
    return line.toString();
  }

  /** RFC 3461 §5.2.1: what was asked, unchanged, and nothing else; §5.2.2: only to who knows it. */
  String rcpt(EnvelopeRecipient recipient) {
    StringBuilder line = new StringBuilder("RCPT TO:").append(recipient.path());
    if (knowsDsn()) {
      append(line, " NOTIFY=", recipient.parameters().notifyText());
      append(line, " ORCPT=", originalRecipient(recipient));
    }
    return line.toString();
  }

  /** RFC 6533 §3: an address in UTF-8 only where the transaction is SMTPUTF8, else in ASCII. */
  private @Nullable OriginalRecipient originalRecipient(EnvelopeRecipient recipient) {
    OriginalRecipient original = recipient.parameters().originalRecipient();
    return original == null || mail.needsSmtpUtf8() ? original : original.inAscii();
  }

  boolean knowsDsn() {
    return capabilities.offers(Extension.DSN);
  }

  private static void append(StringBuilder line, String parameter, @Nullable Object value) {
    if (value != null) {
      line.append(parameter).append(value);
    }
  }
}
