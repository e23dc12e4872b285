package org.sealpost.admin;

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
import org.sealpost.queue.MessageEntity;
import org.sealpost.queue.MessageReader;
import org.sealpost.queue.MessageStore;

/** Reads the queue for the console; never loads more than one page. */
@Stateless
public class QueueView {
  @PersistenceContext private EntityManager em;

  @Inject private MessageReader reader;

  /**
   * One page of recipients: in the order asked for where {@link Matches#isSortable}, else newest
   * first.
   *
   * @param first index of the first row, from 0
   * @param most how many rows, 1 to 500
   */
  public List<QueueRow> list(QueueFilter filter, QueueSort sort, int first, int most) {
    return new QueueQuery(em, filter).rows(sort, first, Math.min(most, 500));
  }

  /** Which way an operator has chosen for a message; empty where nobody has, or it is gone. */
  public Optional<String> route(long messageId) {
    return Optional.ofNullable(em.find(MessageEntity.class, messageId)).map(MessageEntity::route);
  }

  /**
   * Recipients in the order of their arrival, newest first, for who reads all of them.
   *
   * @param below the key that all have to be below, {@link Long#MAX_VALUE} for the newest
   * @param most how many rows, 1 to 500
   */
  public QueueSlice slice(QueueFilter filter, long below, int most) {
    return new QueueQuery(em, filter, below).slice(Math.min(most, 500));
  }

  /** How many recipients the filter lets through, as far as that can be told quickly. */
  public Matches count(QueueFilter filter) {
    return new QueueQuery(em, filter).count();
  }

  /** One message with everything known of it; empty where it is no longer there. */
  public Optional<MessageDetail> message(long messageId) {
    return new MessageDetails(new MessageStore(em)).find(messageId);
  }

  /**
   * Writes the message as it stands in the queue, piece by piece; no transaction is open while a
   * slow reader takes it.
   *
   * @return false where it is no longer there (nothing written)
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public boolean writeRaw(long messageId, OutputStream out) throws IOException {
    return reader.writeTo(messageId, out);
  }
}
