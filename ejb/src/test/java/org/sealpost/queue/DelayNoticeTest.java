package org.sealpost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.delivery.DeliveryResult;
import org.sealpost.delivery.Failure;
import org.sealpost.delivery.RecipientOutcome;
import org.sealpost.event.Events;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.NotifyOn;
import org.sealpost.smtp.RecipientParameters;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/** A sender is told once that a message takes longer (RFC 3461 §4.1, NOTIFY=DELAY). */
final class DelayNoticeTest {
  private static final Instant SOON = Samples.NOW.plus(Duration.ofHours(4)).minusMillis(1);
  private static final Instant LATE = Samples.NOW.plus(Duration.ofHours(4));
  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(List.of(Duration.ofMinutes(10)), 0, new Random(1));

  private final QueueDatabase database = new QueueDatabase();

  @AfterEach
  void close() {
    database.close();
  }

  private static Settings settings(Map<String, String> set) {
    return SettingsReader.read(
        Path.of("data").toAbsolutePath(),
        key -> Optional.ofNullable(key.equals("hostname") ? "mx.sealpost.example" : set.get(key)),
        set.keySet());
  }

  private void insert(ReversePath reversePath, @Nullable Set<NotifyOn> notifyOn, String... paths) {
    List<EnvelopeRecipient> recipients =
        Samples.paths(paths).stream()
            .map(path -> new EnvelopeRecipient(path, new RecipientParameters(notifyOn, null)))
            .toList();
    NewMessage message =
        Samples.draft(TlsRequirement.DEFAULT).from(reversePath).to(recipients).message();
    Samples.insert(database, message, "Subject: s\r\n\r\nbody", null);
  }

  private void insert(@Nullable Set<NotifyOn> notifyOn) {
    insert(
        Samples.message(TlsRequirement.DEFAULT, "x@one.example").reversePath(),
        notifyOn,
        "a@one.example");
  }

  /** Fails all that is due for now; returns whether the sender was told. */
  private boolean defer(Instant now, Settings settings) {
    Lease lease = new Lease("node", now.plus(Duration.ofMinutes(5)));
    List<Claimed> due =
        database.inTransaction(
            em ->
                Attempts.of(
                    new DueRecipients(em).claim(ClaimRound.ofAll(lease, now, 10)).leased(),
                    new MessageStore(em),
                    new NoLedger()));
    assertThat(due).hasSize(1);
    Failure failure =
        new Failure(EnhancedStatusCode.of("4.4.1"), "Nobody answered.", "mx.example", null, null);
    List<RecipientOutcome> outcomes =
        due.get(0).recipients().stream()
            .<RecipientOutcome>map(r -> new RecipientOutcome.Deferred(r.forwardPath(), failure))
            .toList();
    DeliveryResult result = new DeliveryResult(outcomes, List.of());
    return database.inTransaction(
        em ->
            new Recording(em, new Notifications(em, settings), settings, Events.NONE)
                .record(Ended.of(due.get(0), result, SCHEDULE, now)));
  }

  private String notification() {
    return database.inTransaction(
        em -> {
          MessageEntity dsn =
              em.createQuery(
                      "select m from MessageEntity m order by m.id desc", MessageEntity.class)
                  .setMaxResults(1)
                  .getSingleResult();
          try (InputStream in = new MessageStore(em).content(dsn)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({", true", "DELAY, true", "'FAILURE,DELAY', true", "FAILURE, false", "NEVER, false"})
  @Tag("rfc3461-4.1")
  void comesOnceToThoseWhoDidNotSayOtherwise(@Nullable String notify, boolean told) {
    insert(notify == null ? null : RecipientParameters.parseNotify(notify).orElseThrow());
    assertThat(defer(SOON, settings(Map.of()))).isFalse();
    Instant next = LATE.plus(Duration.ofHours(1));
    assertThat(defer(next, settings(Map.of()))).isEqualTo(told);
    if (told) {
      assertThat(notification())
          .contains("Subject: Your message is delayed\r\n")
          .contains("Action: delayed\r\nStatus: 4.4.1\r\n")
          .contains("Will-Retry-Until: Fri, 6 Nov 2026 12:00:00 +0000\r\n");
    }
  }

  @Test
  void namesEachRecipientOnce() {
    insert(
        Samples.message(TlsRequirement.DEFAULT, "x@one.example").reversePath(),
        null,
        "a@one.example",
        "b@one.example");
    assertThat(defer(LATE, settings(Map.of()))).isTrue();
    assertThat(notification()).contains("rfc822; a@one.example", "rfc822; b@one.example");
    database.inTransaction(
        em ->
            em.createQuery("delete from RecipientEntity r where r.domain = 'example.org'")
                .executeUpdate());
    assertThat(defer(LATE.plus(Duration.ofHours(4)), settings(Map.of()))).isFalse();
  }

  @Test
  void neverComesAboutANotification() {
    insert(ReversePath.NULL, null, "a@one.example");
    assertThat(defer(LATE, settings(Map.of()))).isFalse();
  }

  @Test
  void neverComesWhereTheOperatorDoesNotWantIt() {
    insert((Set<NotifyOn>) null);
    assertThat(defer(LATE, settings(Map.of("queue.delay-notice", "PT0S")))).isFalse();
  }
}
