package org.sealpost.queue;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.sealpost.event.Events;
import org.sealpost.smtp.FutureRelease;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.tlsrpt.ReportMail;

/** Messages in the queue for the tests of other packages. */
public final class QueueSamples {
  private QueueSamples() {}

  /** Puts messages into the queue, where they wait: there is no room to attempt anything. */
  public static Enqueue enqueue(EntityManager em) {
    return enqueue(em, Events.NONE);
  }

  /** The same, which tells of it. */
  public static Enqueue enqueue(EntityManager em, Events events) {
    Ledger ledger = new NoLedger();
    RetrySchedule schedule = new RetrySchedule(List.of(Duration.ofMinutes(1)), 0, new Random(1));
    Recorder recorder = new Recorder(ledger, schedule, () -> Samples.NOW, () -> {});
    Dispatcher full =
        new Dispatcher(
            new DispatchLimits(0, 0, 0, 0, 0),
            "node",
            new QueueParts(ledger, recorder),
            job -> {
              throw new AssertionError("there is no room for " + job);
            },
            work -> {
              throw new AssertionError("nothing is to run");
            },
            () -> Samples.NOW);
    return new Enqueue(em, new IdleTransaction(), full, ledger, events);
  }

  /** Inserts a message that waits; returns its key. */
  public static long insert(
      QueueDatabase database, TlsRequirement requirement, String... forwardPaths) {
    return Samples.insert(
            database,
            Samples.message(requirement, forwardPaths),
            "Subject: s\r\n\r\nbody\r\n",
            null)
        .message()
        .id();
  }

  /** Inserts a message that its sender wants kept until a time; returns its key. */
  public static long insertNotBefore(QueueDatabase database, Instant time, String forwardPath) {
    NewMessage message =
        Samples.draft(TlsRequirement.DEFAULT, forwardPath)
            .notBefore(new FutureRelease(time, "until;" + time))
            .message();
    return Samples.insert(database, message, "Subject: s\r\n\r\nbody\r\n", null).message().id();
  }

  /** Queues a report about TLS, for a day. */
  public static void queueReport(QueueDatabase database, ReportMail mail, Instant now) {
    database.transact(
        em -> new ReportQueue(em, Events.NONE).add(mail, now, now.plus(Duration.ofHours(24))));
  }

  /** When the messages here are given up. */
  public static Instant expiry() {
    return Samples.message(TlsRequirement.DEFAULT, "a@one.example").expires();
  }

  /** When a recipient may be claimed; null for never. */
  public static @Nullable Instant due(QueueDatabase database, long recipientId) {
    return database.inTransaction(em -> em.find(RecipientEntity.class, recipientId).dueAt());
  }

  /** Inserts messages that wait, one recipient each: {@code r0@many.example} and so on. */
  public static void insertMany(QueueDatabase database, int many) {
    database.transact(
        em -> {
          for (int i = 0; i < many; i++) {
            NewMessage message = Samples.message(TlsRequirement.DEFAULT, "r" + i + "@many.example");
            MessageEntity entity = new MessageEntity(message);
            em.persist(entity);
            em.persist(
                new RecipientEntity(
                    entity.id(), message.recipients().get(0), Samples.NOW, Urgency.NORMAL));
            if (i % 1_000 == 0) {
              em.flush();
              em.clear();
            }
          }
        });
  }

  /** Inserts a message that is being delivered. */
  public static void insertLeased(QueueDatabase database, String forwardPath) {
    Lease lease = new Lease("node", Samples.NOW.plus(Duration.ofMinutes(5)));
    Samples.insert(
        database, Samples.message(TlsRequirement.DEFAULT, forwardPath), "\r\nbody\r\n", lease);
  }

  /** Inserts a message with the null reverse-path; returns its key. */
  public static long insertNotification(QueueDatabase database, String forwardPath) {
    NewMessage notification =
        Samples.draft(TlsRequirement.DEFAULT, forwardPath)
            .from(ReversePath.NULL)
            .by(NewMessage.Origin.NOTIFICATION)
            .message();
    return Samples.insert(database, notification, "Subject: s\r\n\r\nbody\r\n", null)
        .message()
        .id();
  }
}
