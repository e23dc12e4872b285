package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.Settings;
import org.sealpost.delivery.MailContent;
import org.sealpost.event.Events;
import org.sealpost.smtp.EnvelopeRecipient;

/**
 * Puts a message into the queue within the caller's JTA transaction. Where the dispatcher has room
 * the recipients are claimed in that same transaction, and the first attempt starts the moment it
 * has committed; where it has none they wait in the database. Recipients that a rule holds back
 * ({@link FlowRules}) are stored as held, and nothing claims them until somebody releases them.
 */
public final class Enqueue {
  private final EntityManager em;
  private final TransactionSynchronizationRegistry transaction;
  private final Dispatcher dispatcher;
  private final Ledger ledger;
  private final Events events;

  /** For one transaction at a time. */
  public Enqueue(
      EntityManager em,
      TransactionSynchronizationRegistry transaction,
      Dispatcher dispatcher,
      Ledger ledger,
      Events events) {
    this.em = em;
    this.transaction = transaction;
    this.dispatcher = dispatcher;
    this.ledger = ledger;
    this.events = events;
  }

  /**
   * Inserts the message.
   *
   * @return its queue id
   * @throws IOException where the data cannot be read; the caller has to roll back
   */
  public String add(NewMessage message, ContentSource source) throws IOException {
    Map<EnvelopeRecipient, HeldBy> held = held(message);
    Set<String> domains =
        message.recipients().stream()
            .filter(recipient -> !held.containsKey(recipient))
            .map(recipient -> recipient.path().domain().name())
            .collect(Collectors.toSet());
    Handover handover = new Handover(dispatcher.arrivals());
    transaction.registerInterposedSynchronization(handover);
    // RFC 4865 §4.2: not before its time; then it is claimed like every message that waits.
    boolean early = message.due().isAfter(message.received());
    Dispatcher.Room room =
        early || domains.isEmpty() ? null : dispatcher.reserve(domains).orElse(null);
    handover.room = room;
    MessageStore.Stored stored =
        new MessageStore(em).insert(message, source, room == null ? null : room.lease(), held);
    List<RecipientEntity> going =
        stored.recipients().stream().filter(each -> each.state() != RecipientState.HELD).toList();
    handover.attempts = Attempts.of(stored.message(), going, content(stored));
    handover.arrival = arrival(stored);
    accepted(List.of(stored));
    return stored.message().queueId();
  }

  /**
   * Tells the sender that addresses stand for several, to each of which the message goes on (RFC
   * 3461 §5.2.7.3 (c)); nothing where the reverse-path is null.
   *
   * @param queueId a message that was added in this transaction
   * @param aliases those for which a notification of success was asked; at least one
   */
  public void tellExpanded(
      Settings settings, String queueId, List<EnvelopeRecipient> aliases, Instant now) {
    long id = Long.parseLong(queueId, Character.MAX_RADIX);
    Notifications notifications = new Notifications(em, settings);
    notifications.tellExpanded(id, aliases, now);
    accepted(notifications.queued());
  }

  private void accepted(List<MessageStore.Stored> stored) {
    MessageEvents told = new MessageEvents(em, events);
    stored.forEach(told::accepted);
    told.tell();
  }

  /** Recipients that an operator's rule holds back, each with the rule. */
  private Map<EnvelopeRecipient, HeldBy> held(NewMessage message) {
    Map<EnvelopeRecipient, HeldBy> held = new HashMap<>();
    for (EnvelopeRecipient recipient : message.recipients()) {
      HeldBy rule = dispatcher.rules().heldBy(message, recipient.path());
      if (rule != null) {
        held.put(recipient, rule);
      }
    }
    return held;
  }

  private static Arrivals.Arrival arrival(MessageStore.Stored stored) {
    MessageEntity message = stored.message();
    return new Arrivals.Arrival(
        message.queueId(),
        message.received(),
        message.requirement(),
        message.listener(),
        message.octets(),
        stored.recipients().size());
  }

  private MailContent content(MessageStore.Stored stored) {
    long id = stored.message().id();
    long octets = stored.message().octets();
    return stored.resident() == null
        ? new QueuedContent(octets, (first, most) -> ledger.chunks(id, first, most))
        : QueuedContent.resident(octets, stored.resident());
  }

  /** Gives the message to the dispatcher once it is committed, never before. */
  private static final class Handover implements Synchronization {
    private final Arrivals arrivals;
    private Dispatcher.@Nullable Room room;
    private List<Claimed> attempts = List.of();
    private Arrivals.@Nullable Arrival arrival;

    private Handover(Arrivals arrivals) {
      this.arrivals = arrivals;
    }

    @Override
    public void beforeCompletion() {
      // Nothing to do: the rows are written by the persistence context.
    }

    @Override
    public void afterCompletion(int status) {
      boolean committed = status == Status.STATUS_COMMITTED;
      if (room != null && committed) {
        room.take(attempts);
      } else if (room != null) {
        room.release();
      }
      if (arrival != null && committed) {
        arrivals.queued(arrival);
      }
    }
  }
}
