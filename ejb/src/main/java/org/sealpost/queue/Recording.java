package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealpost.config.Settings;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.event.Events;
import org.sealpost.mailbox.MailboxEntry;
import org.sealpost.tlsrpt.ReceivedTable;
import org.sealpost.tlsrpt.SessionCountTable;
import org.sealpost.tlsrpt.SessionCounts;

/**
 * Writes ended attempts, in the caller's transaction: the recipient's new state, the history, and
 * with them whatever follows: the mailbox entry of a delivery, the notification of a failure. They
 * commit together or not at all.
 */
final class Recording {
  private final EntityManager em;
  private final Notifications notifications;

  private final Settings settings;
  private final MessageEvents events;

  Recording(EntityManager em, Notifications notifications, Settings settings, Events events) {
    this.em = em;
    this.notifications = notifications;
    this.settings = settings;
    this.events = new MessageEvents(em, events);
  }

  /** Returns whether a notification was queued. */
  boolean record(List<Ended> ended) {
    RecipientStore recipients = new RecipientStore(em);
    Map<Long, List<Ended>> toTell = new LinkedHashMap<>();
    // All updates before all inserts: an update makes EclipseLink write what waits to be inserted,
    // one row at a time instead of in batches.
    Set<Long> ours =
        ended.stream()
            .filter(recipients::record)
            .map(Ended::recipientId)
            .collect(Collectors.toSet());
    recipients.keepHeld(
        ended.stream()
            .filter(one -> one.state() == RecipientState.DEFERRED)
            .map(Ended::recipientId)
            .toList());
    SessionCounts counts = new SessionCounts(settings.hostName().name());
    ended.forEach(one -> counts.add(one.at(), one.sessions()));
    SessionCountTable sessions = new SessionCountTable(em);
    SessionCounts uncounted = sessions.update(counts);
    events.read(ended.stream().map(Ended::messageId).collect(Collectors.toSet()));
    // The recipients of one attempt share its trace, which is written out once.
    IdentityHashMap<List<HostTrace>, String> traces = new IdentityHashMap<>();
    for (Ended one : ended) {
      String trace = traces.computeIfAbsent(one.trace(), TraceText::write);
      em.persist(new AttemptEntity(one, trace));
      if (!ours.contains(one.recipientId())) {
        QueueLog.leaseLost(MessageEntity.queueId(one.messageId()), one.recipientId());
        continue;
      }
      if (one.state().isFinished()) {
        QueueLog.ended(one);
      }
      if (one.result() instanceof RecipientOutcome.Delivered delivered) {
        delivered
            .mailboxes()
            .forEach(box -> em.persist(new MailboxEntry(box, one.messageId(), one.at())));
        if (isReport(one)) {
          new ReceivedTable(em).arrive(one.messageId(), one.forwardPath(), one.at());
        }
      }
      if (one.isToBeTold()
          || (notifications.isLate(one) && recipients.markDelayTold(one.recipientId(), one.at()))) {
        toTell.computeIfAbsent(one.messageId(), id -> new ArrayList<>()).add(one);
      }
    }
    sessions.insert(uncounted);
    boolean notified = false;
    for (Map.Entry<Long, List<Ended>> message : toTell.entrySet()) {
      notified |= notifications.tell(message.getKey(), message.getValue());
    }
    if (events.areWanted()) {
      tell(ended, ours, traces);
    }
    return notified;
  }

  private void tell(
      List<Ended> ended, Set<Long> ours, IdentityHashMap<List<HostTrace>, String> traces) {
    Map<Long, Map<String, List<Ended>>> attempts = new LinkedHashMap<>();
    for (Ended one : ended) {
      attempts
          .computeIfAbsent(one.messageId(), id -> new LinkedHashMap<>())
          .computeIfAbsent(traces.get(one.trace()), trace -> new ArrayList<>())
          .add(one);
    }
    attempts.values().stream()
        .flatMap(one -> one.entrySet().stream())
        .forEach(
            attempt -> {
              events.attempted(attempt.getValue(), attempt.getKey());
              attempt.getValue().stream()
                  .filter(one -> ours.contains(one.recipientId()))
                  .forEach(events::ended);
            });
    notifications.queued().forEach(events::accepted);
    events.tell();
  }

  /** Whether it came to an address that other servers report about TLS to (RFC 8460 §3). */
  private boolean isReport(Ended ended) {
    String localPart = ended.path().mailbox().localPart();
    return localPart.equalsIgnoreCase(settings.tlsReports().localPart());
  }
}
