package org.sealpost.admin;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.MessageEntity;
import org.sealpost.queue.RecipientEntity;
import org.sealpost.refusal.Refusal;

/**
 * Answers a filter, in the transaction of the caller, at a cost that does not grow with the queue.
 *
 * <p>States and domain are read along an index, newest first; so is the requirement, where few
 * enough messages have it. Everything else is looked at one by one, and put into order here, among
 * the newest {@link QueueRows#MOST} of each state at the most; {@link Matches} says so.
 */
final class QueueQuery {
  private static final int AT_ONCE = 512;

  private final EntityManager em;
  private final QueueRows candidates;

  QueueQuery(EntityManager em, QueueFilter filter) {
    this(em, filter, Sight.ALL);
  }

  QueueQuery(EntityManager em, QueueFilter filter, Sight sight) {
    this(em, filter, sight, Long.MAX_VALUE);
  }

  /**
   * A query.
   *
   * @param below only recipients with a smaller key
   */
  QueueQuery(EntityManager em, QueueFilter filter, Sight sight, long below) {
    this.em = em;
    this.candidates = new QueueRows(em, QueueConditions.of(filter, sight), below);
  }

  Matches count() {
    boolean searched = candidates.isCut() && candidates.isSearched();
    return candidates.isCut() && !searched
        ? new Matches(QueueRows.MOST, true, 0)
        : new Matches(candidates.count(), candidates.isCut(), searched ? QueueRows.MOST : 0);
  }

  /** One page; newest first where there are too many to be put into another order. */
  List<QueueRow> rows(QueueSort sort, int first, int most) {
    boolean newest = sort.equals(QueueSort.NEWEST) || candidates.isCut();
    List<Long> page =
        newest ? candidates.newest(first, most) : sorted(candidates.keyed(sort), sort, first, most);
    return read(page);
  }

  /** The newest rows, and where to go on. */
  QueueSlice slice(int most) {
    List<Long> ids = candidates.newest(0, most);
    if (ids.size() == most) {
      return new QueueSlice(read(ids), ids.get(most - 1));
    }
    return new QueueSlice(read(ids), candidates.isCut() ? candidates.floor() : null);
  }

  /**
   * The page after a cursor, and where to go on. Newest first it may have fewer rows than asked
   * for, or none, though there are more.
   *
   * @param cursor null for the first page; of the same order. Newest first the query has to have
   *     been made with its key as the bound
   * @throws CommandRefusedException where there are too many for that order
   */
  QueuePage after(QueueSort sort, @Nullable QueueCursor cursor, int most) {
    if (sort.equals(QueueSort.NEWEST)) {
      return newest(most);
    }
    if (candidates.isCut()) {
      throw new CommandRefusedException(Refusal.NEWEST_FIRST_ONLY, QueueRows.MOST);
    }
    Comparator<QueueRows.Keyed> order = order(sort);
    List<QueueRows.Keyed> page =
        candidates.keyed(sort).stream()
            .filter(row -> cursor == null || order.compare(row, keyed(cursor)) > 0)
            .sorted(order)
            .limit(most + 1L)
            .toList();
    List<Long> ids = page.stream().limit(most).map(QueueRows.Keyed::id).toList();
    QueueRows.Keyed last = page.size() > most ? page.get(most - 1) : null;
    return new QueuePage(
        read(ids), last == null ? null : new QueueCursor(sort, last.key(), last.id()).text());
  }

  private QueuePage newest(int most) {
    List<Long> ids = candidates.newest(0, most + 1);
    Long next = candidates.isCut() ? candidates.floor() : null;
    if (ids.size() > most) {
      next = ids.get(most - 1);
      ids = ids.subList(0, most);
    }
    return new QueuePage(
        read(ids), next == null ? null : new QueueCursor(QueueSort.NEWEST, null, next).text());
  }

  private static QueueRows.Keyed keyed(QueueCursor cursor) {
    return new QueueRows.Keyed(cursor.id(), cursor.value());
  }

  private static List<Long> sorted(List<QueueRows.Keyed> all, QueueSort sort, int first, int most) {
    return all.stream()
        .sorted(order(sort))
        .skip(first)
        .limit(most)
        .map(QueueRows.Keyed::id)
        .toList();
  }

  private static Comparator<QueueRows.Keyed> order(QueueSort sort) {
    Comparator<String> keys = sort.ascending() ? naturalOrder() : reverseOrder();
    Comparator<Long> ids = sort.ascending() ? naturalOrder() : reverseOrder();
    return comparing(QueueRows.Keyed::key, nullsLast(keys))
        // The key of the row makes the order total, so that no row is on two pages.
        .thenComparing(QueueRows.Keyed::id, ids);
  }

  private List<QueueRow> read(List<Long> page) {
    List<QueueRow> rows = new ArrayList<>(page.size());
    for (int from = 0; from < page.size(); from += AT_ONCE) {
      List<Long> ids = page.subList(from, Math.min(page.size(), from + AT_ONCE));
      Map<Long, QueueRow> found =
          em.createQuery(
                  "select r, m from RecipientEntity r, MessageEntity m"
                      + " where r.id in :ids and m.id = r.messageId",
                  Object[].class)
              .setParameter("ids", QueueRows.padded(ids))
              .getResultStream()
              .map(pair -> row((RecipientEntity) pair[0], (MessageEntity) pair[1]))
              .collect(
                  Collectors.toMap(QueueRow::recipientId, Function.identity(), (one, same) -> one));
      for (Long id : ids) {
        QueueRow row = found.get(id);
        if (row != null) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  static QueueRow row(RecipientEntity recipient, MessageEntity message) {
    return new QueueRow(
        recipient.id(),
        message.id(),
        message.queueId(),
        message.received(),
        message.reversePathText(),
        recipient.forwardPath().text(),
        recipient.domain(),
        message.subject(),
        message.octets(),
        message.requirement(),
        recipient.state(),
        recipient.attempts(),
        recipient.nextAttempt(),
        recipient.lastStatus(),
        recipient.lastText());
  }
}
