package org.sealpost.report;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.sealpost.smtp.Domain;

/** The part of a notification that people read. */
final class Words {
  private final StringBuilder text = new StringBuilder();
  private final List<ReportedRecipient> recipients;

  private Words(List<ReportedRecipient> recipients) {
    this.recipients = recipients;
  }

  static String of(Domain reporter, ReportedMessage message, List<ReportedRecipient> recipients) {
    Words words = new Words(recipients);
    words.text.append("This is the mail server ").append(reporter).append(".\r\n\r\n");
    words.text.append("Your message of ").append(StatusFields.date(message.received()));
    words.tell(
        ReportedRecipient.Action.FAILED,
        " could not be delivered to the\r\nfollowing recipients:\r\n");
    words.tell(
        ReportedRecipient.Action.DELAYED,
        " could not be delivered yet to the\r\nfollowing recipients:\r\n");
    words.tell(
        ReportedRecipient.Action.DELIVERED,
        " is in the mailboxes of the\r\nfollowing recipients:\r\n");
    words.tell(
        ReportedRecipient.Action.RELAYED,
        " was handed to a server that\r\nmay not tell you more, for the following recipients:\r\n");
    boolean failed = recipients.stream().anyMatch(ReportedRecipient::isFailed);
    if (failed) {
      words.text.append("\r\nNothing more will be tried for those it could not be delivered to.");
    }
    recipients.stream()
        .map(ReportedRecipient::retriedUntil)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(words::promise);
    words.text.append("\r\nWhat is sent back of your message follows below. Its id here was\r\n");
    return words.text.append(message.queueId()).append(".\r\n").toString();
  }

  private void promise(Instant until) {
    text.append("\r\nThose who could not be reached yet are tried again, until ")
        .append(StatusFields.date(until))
        .append("\r\nat the latest. You need not send the message again.\r\n");
  }

  private void tell(ReportedRecipient.Action action, String opening) {
    List<ReportedRecipient> these =
        recipients.stream().filter(recipient -> recipient.action() == action).toList();
    if (these.isEmpty()) {
      return;
    }
    text.append(these.get(0).equals(recipients.get(0)) ? "" : "\r\nIt").append(opening);
    these.forEach(this::tell);
  }

  private void tell(ReportedRecipient recipient) {
    text.append("\r\n  ").append(recipient.forwardPath().text()).append("\r\n");
    if (recipient.expired()) {
      text.append("    It was tried until its time was over. The last attempt failed:\r\n");
    }
    String explanation = recipient.explanation();
    if (explanation != null) {
      text.append("    ").append(StatusFields.oneLine(explanation)).append("\r\n");
    }
    for (String line : StatusFields.replyLines(recipient)) {
      text.append("    The other server said: ").append(StatusFields.oneLine(line)).append("\r\n");
    }
  }
}
