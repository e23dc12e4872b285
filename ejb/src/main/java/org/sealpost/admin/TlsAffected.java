package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealpost.delivery.HostTrace;
import org.sealpost.queue.AttemptEntity;
import org.sealpost.queue.MessageEntity;
import org.sealpost.smtp.Domain;
import org.sealpost.tlsrpt.FailureDetail;
import org.sealpost.tlsrpt.SessionResults;

/** Finds the messages that a failure of sessions hit, by what was recorded of their attempts. */
final class TlsAffected {
  /** More attempts of a day are not looked through for one page. */
  private static final int LOOKED_THROUGH = 2_000;

  private final EntityManager em;

  TlsAffected(EntityManager em) {
    this.em = em;
  }

  List<TlsAffectedRow> find(LocalDate day, Domain domain, String resultType, int most) {
    List<Object[]> attempts =
        em.createQuery(
                "select a, r.messageId from RecipientEntity r, AttemptEntity a"
                    + " where r.domain = :domain and a.messageId = r.messageId"
                    + " and a.recipientId = r.id and a.at >= :begin and a.at < :end"
                    + " order by a.at desc, a.id desc",
                Object[].class)
            .setParameter("domain", domain.name())
            .setParameter("begin", day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli())
            .setParameter(
                "end", day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli())
            .setMaxResults(LOOKED_THROUGH)
            .getResultList();
    List<TlsAffectedRow> found = new ArrayList<>();
    for (Object[] pair : attempts) {
      if (found.size() < most) {
        row(domain, resultType, (AttemptEntity) pair[0], (Long) pair[1]).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<TlsAffectedRow> row(
      Domain domain, String resultType, AttemptEntity attempt, long messageId) {
    List<HostTrace> trace = attempt.trace();
    return SessionResults.of(domain, trace).stream()
        .flatMap(result -> result.failures().stream())
        .filter(failure -> failure.type().text().equals(resultType))
        .map(FailureDetail::mxHost)
        .map(host -> host == null ? "" : host)
        .findFirst()
        .map(
            host ->
                new TlsAffectedRow(
                    messageId,
                    MessageEntity.queueId(messageId),
                    attempt.forwardPath(),
                    attempt.at(),
                    attempt.outcome(),
                    host));
  }
}
