package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealpost.account.Role;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.TlsRequirement;

/** Reads which mail a change of the requirement is about, in one short transaction. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR, Role.Name.SENDER})
public class WaitingMail {
  private static final Set<RecipientState> UNFINISHED =
      Arrays.stream(RecipientState.values())
          .filter(state -> !state.isFinished())
          .collect(Collectors.toUnmodifiableSet());

  @PersistenceContext private EntityManager em;

  /**
   * Unfinished recipients of messages at one domain.
   *
   * @param notification whether the reverse-path is null
   */
  public record Part(Domain domain, boolean notification, long recipients) {}

  /**
   * What a bulk is about.
   *
   * @param messages at most {@link Integer#MAX_VALUE}
   * @param parts of the domains with the most recipients
   */
  public record Many(int messages, List<Part> parts, List<TlsRequirement> requirements) {
    /** Copies the lists. */
    public Many {
      parts = List.copyOf(parts);
      requirements = List.copyOf(requirements);
    }
  }

  /** All of a bulk. */
  public Many many(BulkScope scope) {
    BulkTable table = new BulkTable(em, scope.filter());
    return new Many(
        (int) Math.min(Integer.MAX_VALUE, scope.count()),
        table.parts(scope.upTo()),
        table.requirements(scope.upTo()));
  }

  /** By domain and by whether they are notifications. */
  public List<Part> parts(Collection<Long> messageIds) {
    return em.createQuery(
            "select r.domain, m.reversePath, count(r) from RecipientEntity r, MessageEntity m"
                + " where m.id = r.messageId and m.id in :ids and r.state in :states"
                + " group by r.domain, m.reversePath",
            Object[].class)
        .setParameter("ids", messageIds)
        .setParameter("states", UNFINISHED)
        .getResultStream()
        .map(WaitingMail::part)
        .toList();
  }

  private static Part part(Object[] row) {
    boolean notification = ((String) row[1]).isEmpty();
    return new Part(Domain.of((String) row[0]), notification, ((Number) row[2]).longValue());
  }

  /** Their requirements as they are now, each once. */
  public List<TlsRequirement> requirements(Collection<Long> messageIds) {
    return em.createQuery(
            "select distinct m.requirement from MessageEntity m where m.id in :ids",
            TlsRequirement.class)
        .setParameter("ids", messageIds)
        .getResultList();
  }

  /** The messages of recipients. */
  public List<Long> messagesOf(Collection<Long> recipientIds) {
    return em.createQuery(
            "select distinct r.messageId from RecipientEntity r where r.id in :ids", Long.class)
        .setParameter("ids", recipientIds)
        .getResultList();
  }
}
