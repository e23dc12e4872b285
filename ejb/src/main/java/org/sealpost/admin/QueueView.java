package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
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
import org.sealpost.account.ConsoleAccounts;
import org.sealpost.account.Role;
import org.sealpost.queue.MessageEntity;
import org.sealpost.queue.MessageReader;
import org.sealpost.queue.MessageStore;

/**
 * Reads the queue; never loads more than one page. A sender sees the messages of their own mail
 * account, and of others as little as of those that are not there.
 */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR, Role.Name.SENDER})
public class QueueView {
  @PersistenceContext private EntityManager em;

  @Resource private SessionContext context;

  @EJB private ConsoleAccounts accounts;

  @Inject private MessageReader reader;

  /**
   * One page of recipients: in the order asked for where {@link Matches#isSortable}, else newest
   * first.
   *
   * @param first index of the first row, from 0
   * @param most how many rows, 1 to 500
   */
  public List<QueueRow> list(QueueFilter filter, QueueSort sort, int first, int most) {
    return new QueueQuery(em, filter, sight()).rows(sort, first, Math.min(most, 500));
  }

  /**
   * The page after a cursor, at a cost that does not grow with the queue: newest first as long as
   * there are rows, in another order where {@link Matches#isSortable}. Newest first a page may have
   * fewer rows than asked for, or none, though there are more.
   *
   * @param cursor null for the first page
   * @param most how many rows, 1 to 500
   * @throws CommandRefusedException where there are too many for that order
   */
  public QueuePage page(
      QueueFilter filter, QueueSort sort, @Nullable QueueCursor cursor, int most) {
    int size = Math.max(1, Math.min(most, 500));
    boolean newest = sort.equals(QueueSort.NEWEST);
    long below = newest && cursor != null ? cursor.id() : Long.MAX_VALUE;
    return new QueueQuery(em, filter, sight(), below).after(sort, cursor, size);
  }

  /** Which way an operator has chosen for a message; empty where nobody has, or it is gone. */
  public Optional<String> route(long messageId) {
    return sight().sees(em, messageId)
        ? Optional.ofNullable(em.find(MessageEntity.class, messageId)).map(MessageEntity::route)
        : Optional.empty();
  }

  /**
   * Recipients in the order of their arrival, newest first, for who reads all of them.
   *
   * @param below the key that all have to be below, {@link Long#MAX_VALUE} for the newest
   * @param most how many rows, 1 to 500
   */
  public QueueSlice slice(QueueFilter filter, long below, int most) {
    return new QueueQuery(em, filter, sight(), below).slice(Math.min(most, 500));
  }

  /** How many recipients the filter lets through, as far as that can be told quickly. */
  public Matches count(QueueFilter filter) {
    return new QueueQuery(em, filter, sight()).count();
  }

  /** One message with everything known of it; empty where it is no longer there. */
  public Optional<MessageDetail> message(long messageId) {
    Sight sight = sight();
    return sight.sees(em, messageId)
        ? new MessageDetails(new MessageStore(em), new RecipientHistory(em, sight.isOfAll()))
            .find(messageId)
        : Optional.empty();
  }

  /**
   * Writes the message as it stands in the queue, piece by piece; no transaction is open while a
   * slow reader takes it.
   *
   * @return false where it is no longer there (nothing written)
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public boolean writeRaw(long messageId, OutputStream out) throws IOException {
    return sight().sees(em, messageId) && reader.writeTo(messageId, out);
  }

  private Sight sight() {
    return Sight.of(context, accounts);
  }
}
