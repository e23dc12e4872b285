package org.sealpost.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sealpost.delivery.HostCondition;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.OriginalRecipient;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.Unitext;
import org.sealpost.smtp.Xtext;

/**
 * The part of a notification that programs read (RFC 3464 §2, RFC 3461 §6.3, RFC 6533 §4.1). Each
 * host that was tried stands in a field of its own, {@code X-Sealpost-Host}: its name, the keyword
 * of what was found there, and that in words ({@link HostCondition}).
 */
final class StatusFields {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final StringBuilder text = new StringBuilder();
  private final boolean utf8;

  private StatusFields(boolean utf8) {
    this.utf8 = utf8;
  }

  /**
   * Fields of the message, then of each recipient.
   *
   * @param utf8 whether they may hold UTF-8 (message/global-delivery-status)
   */
  static String of(
      Domain reporter, ReportedMessage message, List<ReportedRecipient> recipients, boolean utf8) {
    StatusFields fields = new StatusFields(utf8);
    Xtext envelopeId = message.dsn().envelopeId();
    if (envelopeId != null) {
      // RFC 3461 §6.3 (a): decoded, and never where there was no ENVID.
      fields.add("Original-Envelope-Id", envelopeId.decoded());
    }
    fields.add("Reporting-MTA", reporting(reporter));
    fields.add("Arrival-Date", date(message.received()));
    String release = message.releaseRequest();
    if (release != null) {
      fields.add("Future-Release-Request", release); // RFC 4865 §5.1.2
    }
    recipients.forEach(recipient -> fields.add(recipient, message.queueId()));
    return fields.text.toString();
  }

  /** RFC 3461 §6.3 (b): of type dns only where it is a name of the DNS. */
  private static String reporting(Domain reporter) {
    boolean qualified = reporter.isAddressLiteral() || reporter.name().contains(".");
    return (qualified ? "dns; " : "x-local-hostname; ") + reporter;
  }

  private void add(ReportedRecipient recipient, String queueId) {
    text.append("\r\n");
    OriginalRecipient original = recipient.original();
    if (original != null) {
      // RFC 3461 §6.3 (d); RFC 3464 §2.3.1.
      add("Original-Recipient", original.addressType() + "; " + address(original));
    }
    add("Final-Recipient", address(recipient.forwardPath()));
    add("Action", recipient.action().field());
    Diagnosis diagnosis = recipient.diagnosis();
    add("Status", diagnosis.status().toString());
    String remote = diagnosis.remoteMta();
    if (remote != null) {
      add("Remote-MTA", "dns; " + remote);
    }
    diagnostic(diagnosis);
    add("Last-Attempt-Date", date(recipient.lastAttempt()));
    add("Final-Log-ID", queueId);
    Instant until = recipient.retriedUntil();
    if (until != null) {
      add("Will-Retry-Until", date(until)); // RFC 3464 §2.3.9
    }
    diagnosis.hosts().stream().filter(HostCondition::isTelling).forEach(this::add);
  }

  private void add(HostCondition host) {
    String at = host.address() == null ? "" : " (" + host.address() + ")";
    add("X-Sealpost-Host", host.host() + at + "; " + host.keyword() + "; " + host.words());
  }

  private void diagnostic(Diagnosis diagnosis) {
    Reply reply = diagnosis.reply();
    String explanation = diagnosis.explanation();
    if (reply != null) {
      List<String> lines = replyLines(reply);
      add("Diagnostic-Code", "smtp; " + lines.get(0));
      // RFC 3461 §9.2: each further line of the reply after a space.
      lines.stream().skip(1).forEach(this::goOn);
    } else if (explanation != null) {
      add("Diagnostic-Code", "x-sealpost; " + explanation);
    }
  }

  /** RFC 6533 §4.1: as it is where it may be in UTF-8, else encoded (§3). */
  private String address(OriginalRecipient original) {
    return !utf8 && original.isUtf8() ? original.inAscii().address() : original.decoded();
  }

  /** RFC 3461 §6.3 (e); RFC 6533 §4.1. */
  private String address(ForwardPath path) {
    if (!path.mailbox().needsSmtpUtf8()) {
      return "rfc822; " + path.text();
    }
    return "utf-8; " + (utf8 ? path.text() : Unitext.encoded(path.text()));
  }

  private void add(String name, String value) {
    Folding.append(text, name + ": ", clean(value));
  }

  private void goOn(String line) {
    Folding.append(text, " ", clean(line));
  }

  private String clean(String value) {
    return utf8 ? oneLine(value) : ascii(value);
  }

  static String date(Instant instant) {
    return DATE.format(instant);
  }

  /** The peer's reply, each line as it came on the wire (RFC 5321 §4.2.1). */
  static List<String> replyLines(@Nullable Reply reply) {
    List<String> lines = new ArrayList<>();
    if (reply != null) {
      String status = reply.status() == null ? "" : reply.status() + " ";
      for (String line : reply.lines()) {
        boolean last = lines.size() == reply.lines().size() - 1;
        lines.add(reply.code() + (last ? " " : "-") + status + line);
      }
    }
    return lines;
  }

  static String oneLine(String value) {
    return value.replaceAll("\\p{Cntrl}+", " ");
  }

  /** The fields of RFC 3464 are ASCII; what is not stands as question marks. */
  static String ascii(String value) {
    return oneLine(value).replaceAll("[^\\x20-\\x7e]", "?");
  }
}
