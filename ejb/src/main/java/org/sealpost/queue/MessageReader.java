package org.sealpost.queue;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Reads messages out of the queue without a transaction around the whole. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MessageReader {
  @PersistenceContext private EntityManager em;

  @EJB private Ledger ledger;

  /**
   * Writes a message.
   *
   * @return false where it is not there (nothing written)
   */
  public boolean writeTo(long messageId, OutputStream out) throws IOException {
    Optional<MessageEntity> message = new MessageStore(em).find(messageId);
    if (message.isPresent()) {
      long octets = message.get().octets();
      try (InputStream in =
          new QueuedContent(octets, (first, most) -> ledger.chunks(messageId, first, most))
              .open()) {
        in.transferTo(out);
      }
    }
    return message.isPresent();
  }
}
