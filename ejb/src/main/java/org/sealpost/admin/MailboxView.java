package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Role;
import org.sealpost.queue.MessageReader;
import org.sealpost.queue.MessageStore;

/** Reads the mailboxes here, newest first. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
public class MailboxView {
  @PersistenceContext private EntityManager em;

  @Inject private MessageReader reader;

  /** The mailboxes that hold mail, in order. */
  public List<String> mailboxes() {
    return em.createQuery(
            "select distinct e.mailbox from MailboxEntry e order by e.mailbox", String.class)
        .setMaxResults(1_000)
        .getResultList();
  }

  /** One page of a mailbox, or of all where {@code mailbox} is null. */
  public List<MailboxRow> list(@Nullable String mailbox, int first, int most) {
    return new MailboxQuery(em).rows(mailbox, first, Math.min(most, 500));
  }

  /** The messages before one, newest first; {@code before} null for the newest. */
  public List<MailboxRow> before(@Nullable String mailbox, @Nullable Long before, int most) {
    return new MailboxQuery(em).rowsBefore(mailbox, before, Math.min(most, 500));
  }

  /** How many messages. */
  public long count(@Nullable String mailbox) {
    return new MailboxQuery(em).count(mailbox);
  }

  /** One message's row. */
  public Optional<MailboxRow> message(long id) {
    return new MailboxQuery(em).find(id);
  }

  /** The first {@code mostOctets} of the message as text for the page, control characters out. */
  public String excerpt(long id, int mostOctets) {
    return new MailboxQuery(em).excerpt(new MessageStore(em), id, mostOctets);
  }

  /**
   * Writes the message with its Return-Path field; no transaction is open while a slow reader takes
   * it.
   *
   * @return false where it is no longer there (nothing written)
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public boolean writeRaw(long id, OutputStream out) throws IOException {
    MailboxQuery query = new MailboxQuery(em);
    Optional<Long> messageId = query.messageId(id);
    if (messageId.isEmpty()) {
      return false;
    }
    out.write(query.returnPath(messageId.get()));
    return reader.writeTo(messageId.get(), out);
  }
}
