package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.mailbox.MailboxEntry;
import org.sealpost.queue.MessageEntity;
import org.sealpost.queue.MessageStore;
import org.sealpost.queue.NewMessage;
import org.sealpost.smtp.TlsRequirement;

/** The queries behind {@link MailboxView}. */
final class MailboxQuery {
  private static final String FROM =
      " from MailboxEntry e, MessageEntity m where m.id = e.messageId";

  private final EntityManager em;

  MailboxQuery(EntityManager em) {
    this.em = em;
  }

  List<MailboxRow> rows(@Nullable String mailbox, int first, int most) {
    String which = mailbox == null ? "" : " and e.mailbox = :mailbox";
    var query =
        em.createQuery(
            "select e, m" + FROM + which + " order by e.deliveredAt desc, e.id desc",
            Object[].class);
    if (mailbox != null) {
      query.setParameter("mailbox", mailbox);
    }
    return query
        .setFirstResult(first)
        .setMaxResults(most)
        .getResultStream()
        .map(pair -> row((MailboxEntry) pair[0], (MessageEntity) pair[1]))
        .toList();
  }

  List<MailboxRow> rowsBefore(@Nullable String mailbox, @Nullable Long before, int most) {
    String which = mailbox == null ? "" : " and e.mailbox = :mailbox";
    var query =
        em.createQuery(
            "select e, m" + FROM + which + " and e.id < :before order by e.id desc",
            Object[].class);
    if (mailbox != null) {
      query.setParameter("mailbox", mailbox);
    }
    return query
        .setParameter("before", before == null ? Long.MAX_VALUE : before)
        .setMaxResults(most)
        .getResultStream()
        .map(pair -> row((MailboxEntry) pair[0], (MessageEntity) pair[1]))
        .toList();
  }

  long count(@Nullable String mailbox) {
    String which = mailbox == null ? "" : " where e.mailbox = :mailbox";
    var query = em.createQuery("select count(e) from MailboxEntry e" + which, Long.class);
    if (mailbox != null) {
      query.setParameter("mailbox", mailbox);
    }
    return query.getSingleResult();
  }

  Optional<MailboxRow> find(long id) {
    MailboxEntry entry = em.find(MailboxEntry.class, id);
    return entry == null
        ? Optional.empty()
        : Optional.ofNullable(em.find(MessageEntity.class, entry.messageId()))
            .map(message -> row(entry, message));
  }

  Optional<Long> messageId(long id) {
    return Optional.ofNullable(em.find(MailboxEntry.class, id)).map(MailboxEntry::messageId);
  }

  /** RFC 5321 §4.4: final delivery puts the reverse-path in front of everything else. */
  byte[] returnPath(long messageId) {
    MessageEntity message = em.find(MessageEntity.class, messageId);
    String path = message == null ? "<>" : message.reversePath().toString();
    return ("Return-Path: " + path + "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  String excerpt(MessageStore messages, long id, int mostOctets) {
    return messageId(id)
        .flatMap(messages::find)
        .map(
            message -> {
              String path = new String(returnPath(message.id()), StandardCharsets.UTF_8);
              return path + start(messages, message, mostOctets);
            })
        .orElse("");
  }

  private static String start(MessageStore messages, MessageEntity message, int mostOctets) {
    try (InputStream content = messages.content(message)) {
      String text = new String(content.readNBytes(mostOctets), StandardCharsets.UTF_8);
      return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static MailboxRow row(MailboxEntry entry, MessageEntity message) {
    return new MailboxRow(
        entry.id(),
        entry.mailbox(),
        entry.delivered(),
        message.reversePath().text(),
        message.from(),
        message.subject(),
        message.octets(),
        message.tls(),
        message.listener().equals(NewMessage.Origin.NOTIFICATION.listener()),
        message.takenAs() == TlsRequirement.REQUIRED);
  }
}
