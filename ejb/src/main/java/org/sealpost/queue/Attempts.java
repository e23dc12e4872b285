package org.sealpost.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sealpost.delivery.MailContent;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.EnvelopeRecipient;

/**
 * Groups leased recipients into attempts: one for each message and next-hop domain, so that several
 * recipients travel in one mail transaction (RFC 5321 §3.3).
 */
final class Attempts {
  private Attempts() {}

  /** The attempts of one message. */
  static List<Claimed> of(
      MessageEntity message, List<RecipientEntity> recipients, MailContent content) {
    Map<String, List<Claimed.Recipient>> byDomain = new LinkedHashMap<>();
    for (RecipientEntity r : recipients) {
      byDomain
          .computeIfAbsent(r.domain(), domain -> new ArrayList<>())
          .add(
              new Claimed.Recipient(
                  r.id(), new EnvelopeRecipient(r.forwardPath(), r.parameters()), r.attempts()));
    }
    List<Claimed> attempts = new ArrayList<>(byDomain.size());
    byDomain.forEach(
        (domain, group) ->
            attempts.add(
                new Claimed(
                    message.id(),
                    message.received(),
                    message.expires(),
                    message.reversePath(),
                    message.requirement(),
                    message.bodyType(),
                    message.smtpUtf8(),
                    message.dsn(),
                    new Domain(domain),
                    content,
                    message.isOwnNotification() || message.isOwnReport(),
                    group,
                    Instant.EPOCH,
                    message.isOwnReport())));
    return attempts;
  }

  /** The attempts of claimed recipients; their content is read when it is needed. */
  static List<Claimed> of(List<RecipientEntity> due, MessageStore messages, Ledger ledger) {
    Map<Long, List<RecipientEntity>> byMessage = new LinkedHashMap<>();
    due.forEach(r -> byMessage.computeIfAbsent(r.messageId(), id -> new ArrayList<>()).add(r));
    Map<Long, MessageEntity> found = new HashMap<>();
    messages.findAll(byMessage.keySet()).forEach(m -> found.put(m.id(), m));
    List<Claimed> attempts = new ArrayList<>();
    byMessage.forEach(
        (id, recipients) -> {
          MessageEntity message = found.get(id);
          if (message == null) {
            throw new IllegalStateException("recipients without their message " + id);
          }
          MailContent content =
              new QueuedContent(message.octets(), (first, most) -> ledger.chunks(id, first, most));
          attempts.addAll(of(message, recipients, content));
        });
    return attempts;
  }
}
