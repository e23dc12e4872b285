package org.sealpost.report;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.sealpost.delivery.HostCondition;
import org.sealpost.report.ReportedRecipient.Action;
import org.sealpost.smtp.Domain;

/** The part of a notification that people read. */
final class Words {
  private static final String INDENT = "    ";

  private final StringBuilder text = new StringBuilder();
  private final List<ReportedRecipient> recipients;

  private Words(List<ReportedRecipient> recipients) {
    this.recipients = recipients;
  }

  static String of(
      Domain reporter,
      ReportedMessage message,
      Addressee addressee,
      List<ReportedRecipient> recipients) {
    Words words = new Words(recipients);
    words.text.append("This is the mail server ").append(reporter).append(".\r\n\r\n");
    words.text.append(whose(message, addressee));
    words.text.append(StatusFields.date(message.received()));
    words.tellAll();
    words.finish(message);
    return words.text.toString();
  }

  private static String whose(ReportedMessage message, Addressee addressee) {
    if (!addressee.isPostmaster()) {
      return "Your message of ";
    }
    return message.reversePath().isNull()
        ? "For the postmaster: a notification could not be delivered, and nobody\r\n"
            + "else can be told. The message of "
        : "For the postmaster: this is what "
            + message.reversePath()
            + "\r\nis told. The message of ";
  }

  private void tellAll() {
    tell(Action.FAILED, " could not be delivered to the\r\nfollowing recipients:\r\n");
    tell(Action.DELAYED, " could not be delivered yet to the\r\nfollowing recipients:\r\n");
    tell(Action.DELIVERED, " is in the mailboxes of the\r\nfollowing recipients:\r\n");
    tell(
        Action.RELAYED,
        " was handed to a server that\r\nmay not tell you more, for the following recipients:\r\n");
    tell(
        Action.EXPANDED,
        " was sent on to each of several\r\naddresses that the following stand for:\r\n");
  }

  private void finish(ReportedMessage message) {
    if (recipients.stream().anyMatch(ReportedRecipient::isFailed)) {
      text.append("\r\nNothing more will be tried for those it could not be delivered to.");
    }
    recipients.stream()
        .map(ReportedRecipient::retriedUntil)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(this::promise);
    text.append("\r\nWhat is sent back of the message follows below. Its id here was\r\n");
    text.append(message.queueId()).append(".\r\n");
  }

  private void promise(Instant until) {
    text.append("\r\nThose who could not be reached yet are tried again, until ")
        .append(StatusFields.date(until))
        .append("\r\nat the latest. You need not send the message again.\r\n");
  }

  private void tell(Action action, String opening) {
    List<ReportedRecipient> these =
        recipients.stream().filter(recipient -> recipient.action() == action).toList();
    if (these.isEmpty()) {
      return;
    }
    boolean first = recipients.stream().noneMatch(r -> isToldBefore(r.action(), action));
    text.append(first ? "" : "\r\nIt").append(opening);
    these.forEach(this::tell);
  }

  /** In the order of {@link #tellAll}: what needs something to be done comes first. */
  private static boolean isToldBefore(Action one, Action other) {
    return rank(one) < rank(other);
  }

  private static int rank(Action action) {
    return switch (action) {
      case FAILED -> 0;
      case DELAYED -> 1;
      case DELIVERED -> 2;
      case RELAYED -> 3;
      case EXPANDED -> 4;
    };
  }

  private void tell(ReportedRecipient recipient) {
    Diagnosis diagnosis = recipient.diagnosis();
    text.append("\r\n  ").append(recipient.forwardPath().text()).append("\r\n");
    if (recipient.expired()) {
      paragraph("It was tried until its time was over. The last attempt failed:");
    }
    List<HostCondition> hosts =
        diagnosis.hosts().stream().filter(HostCondition::isTelling).toList();
    String explanation = diagnosis.explanation();
    if (diagnosis.isUnprotected() && !hosts.isEmpty()) {
      paragraph(
          "You asked that this message travel over verified encryption only (REQUIRETLS). No server"
              + " of "
              + recipient.forwardPath().domain().display()
              + " could give that:");
      hosts.forEach(this::tell);
      advise(recipient);
      return;
    }
    if (explanation != null) {
      paragraph(explanation);
    }
    for (String line : StatusFields.replyLines(diagnosis.reply())) {
      paragraph("The other server said: " + line);
    }
    if (hosts.size() > 1) {
      paragraph("What was found at each of its servers:");
      hosts.forEach(this::tell);
    }
  }

  /** RFC 8689 §4.2.1 leaves it to the sender what to do then. */
  private void advise(ReportedRecipient recipient) {
    if (recipient.isFailed()) {
      paragraph(
          "Nothing of the message was shown to these servers. Where its text does not need that"
              + " protection you can send it again without asking for it; where it does, the"
              + " postmaster of that domain has to set its servers right first.");
    }
  }

  private void tell(HostCondition host) {
    String begin = INDENT + "- ";
    Folding.append(
        text, begin, INDENT + "  ", StatusFields.oneLine(host.host() + ": " + host.words()));
  }

  private void paragraph(String words) {
    Folding.append(text, INDENT, INDENT, StatusFields.oneLine(words));
  }
}
