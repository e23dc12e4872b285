package org.sealpost.tlsrpt;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;

/** The rows of those who get no reports, in the transaction of the caller. */
public final class OptOutTable {
  private final EntityManager em;

  /** For one transaction. */
  public OptOutTable(EntityManager em) {
    this.em = em;
  }

  /** All of them, by kind and name. */
  public List<OptOut> list() {
    return em.createQuery(
            "select o from OptOutEntity o order by o.kind, o.subject", OptOutEntity.class)
        .getResultStream()
        .map(OptOutEntity::toOptOut)
        .toList();
  }

  /** The same to decide by. */
  public OptOuts optOuts() {
    Set<String> domains = new HashSet<>();
    Set<String> destinations = new HashSet<>();
    list()
        .forEach(
            each ->
                (each.kind() == OptOuts.Kind.DOMAIN ? domains : destinations).add(each.subject()));
    return new OptOuts(domains, destinations);
  }

  /**
   * Adds one.
   *
   * @param text a domain; or for a place an https or mailto URI, a mailbox, or a domain
   * @return empty where the text is none of these, or is there already
   */
  public Optional<OptOut> add(OptOuts.Kind kind, String text, String actor, Instant now) {
    Optional<String> subject = subject(kind, text.strip());
    if (subject.isEmpty() || find(kind, subject.get()).isPresent()) {
      return Optional.empty();
    }
    OptOutEntity row = new OptOutEntity(kind, subject.get(), actor, now);
    em.persist(row);
    return Optional.of(row.toOptOut());
  }

  private Optional<OptOutEntity> find(OptOuts.Kind kind, String subject) {
    return em.createQuery(
            "select o from OptOutEntity o where o.kind = :kind and o.subject = :subject",
            OptOutEntity.class)
        .setParameter("kind", kind)
        .setParameter("subject", subject)
        .getResultStream()
        .findFirst();
  }

  /** Removes one; empty where it is not there. */
  public Optional<OptOut> remove(long id) {
    OptOutEntity row = em.find(OptOutEntity.class, id);
    if (row == null) {
      return Optional.empty();
    }
    em.remove(row);
    return Optional.of(row.toOptOut());
  }

  private static Optional<String> subject(OptOuts.Kind kind, String text) {
    Optional<String> domain =
        Domain.parse(text).filter(each -> !each.isAddressLiteral()).map(Domain::name);
    if (kind == OptOuts.Kind.DOMAIN || domain.isPresent()) {
      return domain;
    }
    return ReportTarget.parse(text)
        .map(ReportTarget::text)
        .or(() -> Mailbox.parse(text).map(Mailbox::toString))
        .map(each -> each.toLowerCase(Locale.ROOT));
  }
}
