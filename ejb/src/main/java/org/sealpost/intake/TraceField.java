package org.sealpost.intake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.MailTransaction;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.smtp.AddressLiteral;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.MtPriority;

/** The {@code Received} field we put in front of a message (RFC 5321 §4.4). */
final class TraceField {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Domain hostName;
  private final MailTransaction mail;
  private final boolean hideSubmitter;

  /**
   * The field of one message.
   *
   * @param hideSubmitter whether it leaves out where somebody who has signed in is
   */
  TraceField(Domain hostName, MailTransaction mail, boolean hideSubmitter) {
    this.hostName = hostName;
    this.mail = mail;
    this.hideSubmitter = hideSubmitter;
  }

  /** The field, folded, each line with CRLF. */
  byte[] octets(String queueId, Instant now) {
    SmtpSession session = mail.session();
    StringBuilder text = new StringBuilder(320);
    if (hideSubmitter && session.identity() != null) {
      // From here on it is this server that speaks (RFC 6409 §3.1).
      text.append("Received: from ").append(hostName);
    } else {
      text.append("Received: from ").append(helloName(session)).append(" (");
      text.append(new AddressLiteral(session.client().getAddress()).text()).append(')');
    }
    text.append("\r\n\tby ").append(hostName);
    text.append(" with ").append(protocol(session));
    if (mail.parameters().requireTls()) {
      text.append(" (requiretls)"); // RFC 8689 §4.1 with tls-policy §2: after the with clause
    }
    text.append(" id ").append(queueId);
    if (session.tls() != null) {
      text.append("\r\n\t(").append(session.tls().version()).append(' ');
      text.append(session.tls().cipher()).append(')');
    }
    if (mail.forwardPaths().size() == 1) {
      // RFC 5321 §7.2: several recipients would be told of each other.
      text.append("\r\n\tfor ").append(mail.forwardPaths().get(0));
    }
    MtPriority priority = mail.parameters().priority();
    if (!priority.equals(MtPriority.NORMAL)) {
      text.append("\r\n\tPRIORITY ").append(priority); // RFC 6710 §7, as a clause of RFC 5321 §4.4
    }
    text.append(";\r\n\t").append(DATE.format(now)).append("\r\n");
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** RFC 3848, RFC 6531 §4.3: how the mail came in. */
  private String protocol(SmtpSession session) {
    if (session.listener() == ListenerKind.HTTP) {
      return "HTTP"; // no SMTP at all; the field still says where it came from
    }
    if (session.listener() == ListenerKind.JMS) {
      return "JMS"; // as above
    }
    boolean lmtp = session.listener() == ListenerKind.LMTP;
    String base;
    if (mail.parameters().smtpUtf8()) {
      base = lmtp ? "UTF8LMTP" : "UTF8SMTP";
    } else if (lmtp) {
      base = "LMTP";
    } else {
      base = session.extended() ? "ESMTP" : "SMTP";
    }
    String secured = session.tls() == null ? base : base + "S";
    // Only who said EHLO can have authenticated; under TLS it is ESMTPSA, UTF8SMTPSA.
    return session.identity() == null ? secured : secured + "A";
  }

  /** What the client called itself, as far as it can stand in a trace field. */
  private static String helloName(SmtpSession session) {
    String name = session.helloName().replaceAll("[^A-Za-z0-9.:_\\[\\]-]", "?");
    return name.isEmpty() ? "unknown" : name;
  }
}
