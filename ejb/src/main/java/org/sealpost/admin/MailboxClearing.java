package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import org.sealpost.mailbox.MailboxEntry;
import org.sealpost.queue.RecipientStore;

/** Removes mail from mailboxes, in the transaction of the caller. */
final class MailboxClearing {
  private final EntityManager em;
  private final AuditLog audit;

  MailboxClearing(EntityManager em, AuditLog audit) {
    this.em = em;
    this.audit = audit;
  }

  int delete(Collection<Long> ids, String reason) {
    int deleted = 0;
    for (long id : ids) {
      MailboxEntry entry = em.find(MailboxEntry.class, id);
      if (entry != null) {
        audit.add("delete-mail", entry.messageId(), "<" + entry.mailbox() + ">", null, reason);
        em.remove(entry);
        new RecipientStore(em).sweepAgain(entry.messageId());
        deleted++;
      }
    }
    return deleted;
  }
}
