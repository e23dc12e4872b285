package org.sealpost.queue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.sealpost.config.Settings;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.Failure;
import org.sealpost.delivery.HostTrace;
import org.sealpost.delivery.NextHop;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.event.Events;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Reply;

/** Ends attempts as if they had been made, and shows the notifications that follow. */
public final class QueueEnds {
  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(List.of(Duration.ofMinutes(10)), 0, new Random(1));

  private final QueueDatabase database;
  private final Settings settings;

  /** Works on this database. */
  public QueueEnds(QueueDatabase database, Settings settings) {
    this.database = database;
    this.settings = settings;
  }

  /**
   * Claims all that is due and is no notification, and records the same end for each recipient.
   *
   * @param trace of each attempt
   */
  public void end(
      Instant now, Function<ForwardPath, RecipientOutcome> outcome, List<HostTrace> trace) {
    end(now, false, outcome, trace);
  }

  /** The same for the notifications. */
  public void endNotifications(Instant now, Function<ForwardPath, RecipientOutcome> outcome) {
    end(now, true, outcome, List.of());
  }

  private void end(
      Instant now,
      boolean notifications,
      Function<ForwardPath, RecipientOutcome> outcome,
      List<HostTrace> trace) {
    for (Claimed one : claim(now)) {
      if (one.ownNotification() == notifications) {
        List<RecipientOutcome> outcomes =
            one.recipients().stream().map(Claimed.Recipient::forwardPath).map(outcome).toList();
        record(one, new DeliveryResult(outcomes, trace), now);
      }
    }
  }

  /** Claims all that is due, makes the attempts, and records what they came to. */
  public void attempt(Instant now, NextHop nextHop) {
    for (Claimed one : claim(now)) {
      record(one, nextHop.attempt(one.job(one::requirement)), now);
    }
  }

  private List<Claimed> claim(Instant now) {
    Lease lease = new Lease("node", now.plus(Duration.ofMinutes(5)));
    return database.inTransaction(
        em ->
            Attempts.of(
                new DueRecipients(em).claim(ClaimRound.ofAll(lease, now, 1_000)).leased(),
                new MessageStore(em),
                new Contents()));
  }

  private void record(Claimed claimed, DeliveryResult result, Instant now) {
    database.transact(
        em ->
            new Recording(em, new Notifications(em, settings), settings, Events.NONE)
                .record(Ended.of(claimed, result, SCHEDULE, now)));
  }

  /** Gives what is in the messages. */
  private final class Contents extends NoLedger {
    @Override
    public List<byte[]> chunks(long messageId, int first, int most) {
      return database.inTransaction(em -> new MessageStore(em).chunks(messageId, first, most));
    }
  }

  /** The messages that are notifications, in the order in which they were made. */
  public List<MessageEntity> notifications() {
    return database.inTransaction(
        em ->
            em.createQuery(
                    "select m from MessageEntity m where m.listener = 'notification' order by m.id",
                    MessageEntity.class)
                .getResultList());
  }

  /** The log of notifications, in the order in which they were made. */
  public List<NotificationEntity> log() {
    return database.inTransaction(
        em ->
            em.createQuery(
                    "select n from NotificationEntity n order by n.id", NotificationEntity.class)
                .getResultList());
  }

  /** The octets of the notifications. */
  public List<byte[]> octets() {
    List<MessageEntity> all = notifications();
    return database.inTransaction(
        em -> all.stream().map(each -> octets(new MessageStore(em), each)).toList());
  }

  private static byte[] octets(MessageStore store, MessageEntity message) {
    try (InputStream in = store.content(message)) {
      return in.readAllBytes();
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  /** A 5yz reply to RCPT, of two lines. */
  public static RecipientOutcome refused(ForwardPath path) {
    Reply reply = new Reply(550, EnhancedStatusCode.of("5.1.1"), List.of("No such", "user here"));
    return new RecipientOutcome.Failed(
        path,
        new Failure(
            EnhancedStatusCode.of("5.1.1"),
            "mx.far.example refused the recipient: 550 No such user here",
            "mx.far.example",
            "RCPT",
            reply));
  }

  /** Not reached. */
  public static RecipientOutcome unreached(ForwardPath path) {
    return new RecipientOutcome.Deferred(
        path,
        new Failure(
            EnhancedStatusCode.of("4.4.1"),
            "mx.far.example could not be reached.",
            "mx.far.example",
            null,
            null));
  }

  /** Taken by another server. */
  public static RecipientOutcome relayed(ForwardPath path, boolean knowsDsn) {
    return new RecipientOutcome.Relayed(
        path, Reply.of(250, "2.1.5", "taken"), "mx.far.example", knowsDsn);
  }
}
