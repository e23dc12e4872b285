package org.sealpost.admin;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.AttemptEntity;
import org.sealpost.queue.MessageEntity;
import org.sealpost.queue.MessageStore;
import org.sealpost.queue.RecipientEntity;
import org.sealpost.smtp.HeaderSection;
import org.sealpost.smtp.MtPriority;
import org.sealpost.smtp.RecipientParameters;

/** Puts together what a message's page shows. */
final class MessageDetails {
  private static final int MAX_HEADER_OCTETS = 256 * 1024;
  private static final int MAX_FIELDS = 200;
  private static final int MAX_VALUE = 2_000;

  private final MessageStore messages;
  private final RecipientHistory history;

  MessageDetails(MessageStore messages, RecipientHistory history) {
    this.messages = messages;
    this.history = history;
  }

  Optional<MessageDetail> find(long messageId) {
    return messages.find(messageId).map(this::detail);
  }

  private MessageDetail detail(MessageEntity message) {
    List<RecipientEntity> recipients = messages.recipients(message.id());
    List<AttemptEntity> attempts = messages.attempts(message.id());
    Map<Long, List<RecipientStep>> steps = history.of(message, recipients, attempts);
    return new MessageDetail(
        message.id(),
        message.queueId(),
        message.received(),
        message.reversePath().text(),
        message.subject(),
        message.octets(),
        message.takenAs(),
        message.requirement(),
        message.malformedTlsRequired(),
        message.listener(),
        message.client(),
        message.helloName(),
        message.tls(),
        asked(message),
        header(message),
        recipients.stream()
            .map(each -> recipient(each, steps.getOrDefault(each.id(), List.of())))
            .toList(),
        attempts.stream().map(MessageDetails::attempt).toList());
  }

  private static String asked(MessageEntity message) {
    return asked(
        "RET", message.dsn().returned(),
        "ENVID", message.dsn().envelopeId(),
        "AUTH", message.submitter(),
        "HOLD", message.releaseRequest(),
        "MT-PRIORITY", message.priority().equals(MtPriority.NORMAL) ? null : message.priority());
  }

  private static String asked(RecipientParameters parameters) {
    return asked("NOTIFY", parameters.notifyText(), "ORCPT", parameters.originalRecipient());
  }

  /** Names and values in turn; those without a value were not given. */
  private static String asked(@Nullable Object... namesAndValues) {
    StringJoiner given = new StringJoiner(" ");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] != null) {
        given.add(namesAndValues[i] + "=" + namesAndValues[i + 1]);
      }
    }
    return given.toString();
  }

  private List<MessageDetail.HeaderLine> header(MessageEntity message) {
    try (InputStream content = new BufferedInputStream(messages.content(message))) {
      return HeaderSection.read(content, MAX_HEADER_OCTETS).fields().stream()
          .limit(MAX_FIELDS)
          .map(f -> new MessageDetail.HeaderLine(f.name(), cut(f.value())))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static MessageDetail.Recipient recipient(
      RecipientEntity recipient, List<RecipientStep> steps) {
    return new MessageDetail.Recipient(
        recipient.id(),
        recipient.forwardPath().text(),
        asked(recipient.parameters()),
        recipient.state(),
        recipient.attempts(),
        recipient.nextAttempt(),
        recipient.lastStatus(),
        recipient.lastText(),
        steps);
  }

  private static MessageDetail.Attempt attempt(AttemptEntity attempt) {
    return new MessageDetail.Attempt(
        attempt.at(),
        attempt.forwardPath(),
        attempt.outcome(),
        attempt.status(),
        attempt.explanation(),
        attempt.replyLines(),
        attempt.trace().stream().map(Storyteller::of).toList(),
        attempt.hosts());
  }

  private static String cut(String text) {
    return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "…";
  }
}
