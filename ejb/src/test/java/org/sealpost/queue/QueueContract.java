package org.sealpost.queue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.Failure;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.event.Events;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.FutureRelease;
import org.sealpost.smtp.MtPriority;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.TlsRequirement;

/** What the product's parts do with the queue, in transactions of one database. */
final class QueueContract {
  static final Duration WAIT = Duration.ofMinutes(10);
  private static final Settings SETTINGS =
      SettingsReader.read(
          Path.of("data").toAbsolutePath(),
          key -> Optional.ofNullable(key.equals("hostname") ? "mx.sealpost.example" : null),
          List.of());

  final QueueDatabase database;
  private final RetrySchedule schedule = new RetrySchedule(List.of(WAIT), 0, new Random(1));

  QueueContract(QueueDatabase database) {
    this.database = database;
  }

  static Lease lease(String node) {
    return new Lease(node, Samples.NOW.plus(Duration.ofMinutes(5)));
  }

  /** Inserts a message of a priority; returns its key. */
  long insert(int priority, String... forwardPaths) {
    return insert(priority, null, forwardPaths);
  }

  /** Inserts one that is not to go before its time. */
  long insert(int priority, @Nullable Instant release, String... forwardPaths) {
    FutureRelease later = release == null ? null : new FutureRelease(release, "until;later");
    NewMessage message =
        Samples.draft(TlsRequirement.DEFAULT, forwardPaths)
            .asking(
                new NewMessage.Asked(
                    false, DsnEnvelope.NONE, null, later, new MtPriority(priority)))
            .message();
    return Samples.insert(database, message, "content", null).message().id();
  }

  List<Claimed> claim(Instant now, int most) {
    return claim(ClaimRound.ofAll(lease("node"), now, most));
  }

  List<Claimed> claim(ClaimRound round) {
    return database.inTransaction(
        em ->
            Attempts.of(
                new DueRecipients(em).claim(round).leased(), new MessageStore(em), new NoLedger()));
  }

  List<Claimed> claimByName(ClaimByName claim) {
    return database.inTransaction(
        em ->
            Attempts.of(
                new DueRecipients(em).claimByName(claim), new MessageStore(em), new NoLedger()));
  }

  /** Forward-paths in the order in which they were claimed. */
  static List<String> paths(List<Claimed> claimed) {
    return claimed.stream()
        .flatMap(one -> one.recipients().stream())
        .map(each -> each.forwardPath().text())
        .toList();
  }

  /** Records that all were put off, or that all were taken. */
  void record(Claimed claimed, Instant now, boolean taken) {
    List<RecipientOutcome> outcomes = new ArrayList<>();
    for (Claimed.Recipient each : claimed.recipients()) {
      outcomes.add(
          taken
              ? new RecipientOutcome.Relayed(
                  each.forwardPath(), Reply.of(250, "2.0.0", "ok"), "mx", false)
              : new RecipientOutcome.Deferred(
                  each.forwardPath(),
                  new Failure(EnhancedStatusCode.of("4.4.1"), "It waits.", null, null, null)));
    }
    List<Ended> ended = Ended.of(claimed, new DeliveryResult(outcomes, List.of()), schedule, now);
    database.transact(
        em ->
            new Recording(em, new Notifications(em, SETTINGS), SETTINGS, Events.NONE)
                .record(ended));
  }

  /** The row of a forward-path. */
  RecipientEntity recipient(String forwardPath) {
    return database.inTransaction(
        em ->
            em.createQuery(
                    "select r from RecipientEntity r where r.forwardPath = :path",
                    RecipientEntity.class)
                .setParameter("path", forwardPath)
                .getSingleResult());
  }

  boolean change(String forwardPath, RecipientState to, @Nullable Instant next) {
    long id = recipient(forwardPath).id();
    return database.inTransaction(
        em ->
            new RecipientStore(em)
                .change(id, RecipientStore.IN_OPERATORS_HANDS, to, next, Samples.NOW));
  }

  byte[] content(long messageId) {
    return database.inTransaction(
        em -> {
          MessageStore store = new MessageStore(em);
          ByteArrayOutputStream octets = new ByteArrayOutputStream();
          try (InputStream in = store.content(store.find(messageId).orElseThrow())) {
            in.transferTo(octets);
          } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
          }
          return octets.toByteArray();
        });
  }

  long count() {
    long count = 0;
    Long below = Long.MAX_VALUE;
    while (below != null) {
      long under = below;
      QueueSizes.Slice slice =
          database.inTransaction(em -> new QueueCount(em).slice(RecipientState.QUEUED, under, 3));
      count += slice.recipients();
      below = slice.last();
    }
    return count;
  }

  EnvelopeRecipient asked(String forwardPath) {
    RecipientEntity row = recipient(forwardPath);
    return new EnvelopeRecipient(row.forwardPath(), row.parameters());
  }
}
