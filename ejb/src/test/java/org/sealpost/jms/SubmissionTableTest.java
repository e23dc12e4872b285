package org.sealpost.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.MailData;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.intake.Submission;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.ReversePath;

final class SubmissionTableTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private final QueueDatabase database = new QueueDatabase();
  private final AtomicInteger queued = new AtomicInteger();

  @AfterEach
  void close() {
    database.close();
  }

  private static Order order(String account, String key) {
    MailData nothing =
        new MailData() {
          @Override
          public long octets() {
            return 0;
          }

          @Override
          public InputStream open() {
            return new ByteArrayInputStream(new byte[0]);
          }
        };
    return new Order(
        account,
        key,
        new Submission.Mail(ReversePath.NULL, List.of(), MailParameters.NONE, nothing));
  }

  private Taking take(Order order) {
    return database.inTransaction(em -> new SubmissionTable(em).take(order, this::submit, NOW));
  }

  private Submission.Result submit(SmtpSession session) {
    assertThat(session.listener()).isEqualTo(ListenerKind.JMS);
    return new Submission.Result(List.of("Q" + queued.incrementAndGet(), "COPY"), List.of());
  }

  @Test
  void aKeyIsTakenOnceAndAnsweredAsBefore() {
    assertThat(take(order("a@own.example", "k")))
        .isEqualTo(new Taking.Queued(List.of("Q1", "COPY"), false));
    assertThat(take(order("a@own.example", "k")))
        .isEqualTo(new Taking.Queued(List.of("Q1", "COPY"), true));
    assertThat(queued).hasValue(1);
  }

  @Test
  void keysOfDifferentAccountsDoNotMeet() {
    take(order("a@own.example", "k"));
    assertThat(take(order("b@own.example", "k")))
        .isEqualTo(new Taking.Queued(List.of("Q2", "COPY"), false));
  }

  @Test
  void theKeyGoesWithTheMailWhereTheTransactionFails() {
    assertThatThrownBy(
            () ->
                database.transact(
                    em -> {
                      new SubmissionTable(em).take(order("a@own.example", "k"), this::submit, NOW);
                      throw new IllegalStateException("killed before the commit");
                    }))
        .hasMessageContaining("killed");
    assertThat(take(order("a@own.example", "k")))
        .isEqualTo(new Taking.Queued(List.of("Q2", "COPY"), false));
  }

  @Test
  void aRefusedSubmissionMayComeAgain() {
    Order order = order("a@own.example", "k");
    Taking refused =
        database.inTransaction(
            em ->
                new SubmissionTable(em)
                    .take(
                        order,
                        session ->
                            new Submission.Result(
                                List.of(),
                                List.of(new Submission.Refusal("message", Replies.NO_SPACE))),
                        NOW));
    assertThat(refused)
        .isInstanceOfSatisfying(Taking.Refused.class, one -> assertThat(one.mayHeal()).isTrue());
    assertThat(take(order)).isEqualTo(new Taking.Queued(List.of("Q1", "COPY"), false));
  }

  @Test
  void oldKeysAreForgotten() {
    take(order("a@own.example", "old"));
    long then = NOW.toEpochMilli();
    assertThat(forget(then)).isZero();
    assertThat(forget(then + 1)).isOne();
    assertThat(take(order("a@own.example", "old")))
        .isEqualTo(new Taking.Queued(List.of("Q2", "COPY"), false));
    database.transact(em -> new SubmissionTable(em).look());
  }

  private int forget(long before) {
    return database.inTransaction(em -> new SubmissionTable(em).forget(before, 10));
  }
}
