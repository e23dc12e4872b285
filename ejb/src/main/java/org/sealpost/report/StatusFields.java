package org.sealpost.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.OriginalRecipient;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.Xtext;

/** The part of a notification that programs read (RFC 3464 §2, RFC 3461 §6.3). */
final class StatusFields {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final StringBuilder text = new StringBuilder();

  private StatusFields() {}

  /** Fields of the message, then of each recipient. */
  static String of(Domain reporter, ReportedMessage message, List<ReportedRecipient> recipients) {
    StatusFields fields = new StatusFields();
    Xtext envelopeId = message.dsn().envelopeId();
    if (envelopeId != null) {
      // RFC 3461 §6.3 (a): decoded, and never where there was no ENVID.
      fields.add("Original-Envelope-Id", envelopeId.decoded());
    }
    fields.add("Reporting-MTA", "dns; " + reporter);
    fields.add("Arrival-Date", date(message.received()));
    String release = message.releaseRequest();
    if (release != null) {
      fields.add("Future-Release-Request", release); // RFC 4865 §5.1.2
    }
    recipients.forEach(fields::add);
    return fields.text.toString();
  }

  private void add(ReportedRecipient recipient) {
    text.append("\r\n");
    OriginalRecipient original = recipient.original();
    if (original != null) {
      // RFC 3461 §6.3 (d); RFC 3464 §2.3.1.
      add("Original-Recipient", original.addressType() + "; " + original.decoded());
    }
    add("Final-Recipient", "rfc822; " + recipient.forwardPath().text());
    add("Action", recipient.action().name().toLowerCase(Locale.ROOT));
    add("Status", recipient.status().toString());
    String remote = recipient.remoteMta();
    if (remote != null) {
      add("Remote-MTA", "dns; " + remote);
    }
    List<String> reply = replyLines(recipient);
    String explanation = recipient.explanation();
    if (!reply.isEmpty()) {
      add("Diagnostic-Code", "smtp; " + String.join(" ", reply));
    } else if (explanation != null) {
      add("Diagnostic-Code", "x-sealpost; " + explanation);
    }
    add("Last-Attempt-Date", date(recipient.lastAttempt()));
    Instant until = recipient.retriedUntil();
    if (until != null) {
      add("Will-Retry-Until", date(until)); // RFC 3464 §2.3.9
    }
  }

  private void add(String name, String value) {
    text.append(name).append(": ").append(ascii(value)).append("\r\n");
  }

  static String date(Instant instant) {
    return DATE.format(instant);
  }

  static List<String> replyLines(ReportedRecipient recipient) {
    Reply reply = recipient.reply();
    if (reply == null) {
      return List.of();
    }
    String status = reply.status() == null ? "" : " " + reply.status();
    return reply.lines().stream().map(line -> reply.code() + status + " " + line).toList();
  }

  static String oneLine(String value) {
    return value.replaceAll("\\p{Cntrl}+", " ");
  }

  /** The fields of RFC 3464 are ASCII; what is not stands as question marks. */
  static String ascii(String value) {
    return oneLine(value).replaceAll("[^\\x20-\\x7e]", "?");
  }
}
