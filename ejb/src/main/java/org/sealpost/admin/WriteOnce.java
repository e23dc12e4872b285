package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Role;
import org.sealpost.refusal.Refusal;

/**
 * Carries a write out once for each idempotency key, and answers every repetition as the first. The
 * key is kept in the transaction of the change: neither is there without the other. A write that
 * was refused has changed nothing and is not kept; it may be tried again under the same key.
 */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR, Role.Name.SENDER})
public class WriteOnce {
  /** How long an answer is kept. */
  public static final Duration KEPT = Duration.ofHours(24);

  /** A longer answer is not kept, and the write refused: none of ours is nearly as long. */
  private static final int MOST_BODY = 32_000;

  @PersistenceContext private EntityManager em;

  @EJB private WritesUnderWay underWay;

  /**
   * A write that may be repeated.
   *
   * @param actor who asks: keys of others do not meet
   * @param key what the client calls this write, at most 128 characters
   * @param hash of method, path and body, in hexadecimal
   */
  public record Request(String actor, String key, String hash) {}

  /**
   * What was answered.
   *
   * @param location the Location field, null where there was none
   * @param body JSON; empty where there was none
   */
  public record Answer(int status, @Nullable String location, String body) {}

  /**
   * The answer of before, or the one of this write, which is carried out here and now, in this
   * transaction.
   *
   * @throws KeyTakenException where the key was used for another request, or its first request is
   *     still being carried out
   */
  public Answer run(Request request, Supplier<Answer> write) {
    if (!underWay.begin(request)) {
      throw new KeyTakenException(true);
    }
    Instant now = Instant.now();
    Optional<Answer> before = before(request, now);
    if (before.isPresent()) {
      return before.get();
    }
    WriteEntity row = new WriteEntity(request, now);
    em.persist(row);
    // Another node with the same key waits here until we are done, and fails then.
    em.flush();
    Answer answer = write.get();
    if (answer.body().length() > MOST_BODY) {
      throw new CommandRefusedException(Refusal.ANSWER_TOO_LONG);
    }
    row.answer(answer);
    return answer;
  }

  private Optional<Answer> before(Request request, Instant now) {
    WriteEntity known =
        em.find(WriteEntity.class, new WriteEntity.Key(request.actor(), request.key()));
    if (known == null) {
      return Optional.empty();
    }
    if (known.at().plus(KEPT).isBefore(now)) {
      em.remove(known);
      em.flush();
      return Optional.empty();
    }
    if (!known.requestHash().equals(request.hash())) {
      throw new KeyTakenException(false);
    }
    return Optional.of(known.answer());
  }
}
