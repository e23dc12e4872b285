package org.sealpost.queue;

import static java.util.stream.Collectors.toSet;
import static org.sealpost.queue.RecipientStore.padded;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the recipients whose turn it is and leases them, in the caller's transaction. Each question
 * walks an index from its beginning and reads no more than it was asked for, so that its cost does
 * not depend on how much is queued.
 */
final class DueRecipients {
  /** So many are looked at, where the lines refuse what is due, even if fewer are wanted. */
  private static final int LOOKED_AT = 64;

  /** With a batch of 200 it makes 512 at most, the size of a prepared statement's list. */
  private static final int MOST_BESIDES = 312;

  private final EntityManager em;
  private final RecipientStore recipients;

  DueRecipients(EntityManager em) {
    this.em = em;
    this.recipients = new RecipientStore(em);
  }

  /** What a round has found; see {@link Claim}. */
  record Found(List<RecipientEntity> leased, Map<String, List<Long>> refused, boolean more) {}

  private record Due(long id, long messageId, String domain) {
    Group group() {
      return new Group(messageId, domain);
    }
  }

  /** What travels in the same mail transactions. */
  private record Group(long messageId, String domain) {}

  /** Leases what a round admits. */
  Found claim(ClaimRound round) {
    List<Due> admitted = new ArrayList<>();
    Map<String, List<Long>> refused = new HashMap<>();
    int looked = Math.max(LOOKED_AT, round.most());
    boolean more = false;
    for (Urgency urgency : round.order()) {
      List<Due> due = due(urgency, round.now(), looked);
      more |= due.size() == looked;
      for (Due one : due) {
        if (admitted.size() == round.most()) {
          break;
        }
        if (round.admits().test(one.domain())) {
          admitted.add(one);
        } else {
          refused.computeIfAbsent(one.domain(), none -> new ArrayList<>()).add(one.id());
        }
      }
    }
    boolean full = admitted.size() == round.most();
    Set<Long> ids = full ? withTheirGroups(admitted, round.now()) : idsOf(admitted);
    return new Found(recipients.lease(ids, round.lease()), refused, more || full);
  }

  private List<Due> due(Urgency urgency, Instant now, int most) {
    return read(
        em.createQuery(
                "select r.id, r.messageId, r.domain from RecipientEntity r"
                    + " where r.urgency = :urgency and r.dueAt <= :now order by r.dueAt, r.id",
                Object[].class)
            .setParameter("urgency", urgency.rank())
            .setParameter("now", now.toEpochMilli()),
        most);
  }

  /** Leases what is parked. */
  List<RecipientEntity> claimByName(ClaimByName claim) {
    List<Due> found = new ArrayList<>();
    claim.places().forEach((domain, places) -> found.addAll(parked(domain, places, claim.order())));
    return recipients.lease(withTheirGroups(found, claim.now()), claim.lease());
  }

  private List<Due> parked(String domain, int most, List<Urgency> order) {
    List<Due> found = new ArrayList<>();
    for (Urgency urgency : order) {
      if (found.size() < most) {
        found.addAll(
            read(
                em.createQuery(
                        "select r.id, r.messageId, r.domain from RecipientEntity r"
                            + " where r.parked = :domain and r.urgency = :urgency"
                            + " order by r.nextAttempt, r.id",
                        Object[].class)
                    .setParameter("domain", domain)
                    .setParameter("urgency", urgency.rank()),
                most - found.size()));
      }
    }
    return found;
  }

  private static List<Due> read(TypedQuery<Object[]> query, int most) {
    return query
        .setMaxResults(most)
        .getResultStream()
        .map(row -> new Due((Long) row[0], (Long) row[1], (String) row[2]))
        .toList();
  }

  /** Lines that have parked recipients: one step of the index for each, however many they have. */
  List<String> parkedLines(String after, int most) {
    List<String> lines = new ArrayList<>();
    String last = after;
    while (lines.size() < most) {
      List<String> next =
          em.createQuery(
                  "select r.parked from RecipientEntity r where r.parked > :last"
                      + " order by r.parked",
                  String.class)
              .setParameter("last", last)
              .setMaxResults(1)
              .getResultList();
      if (next.isEmpty()) {
        break;
      }
      last = next.get(0);
      lines.add(last);
    }
    return lines;
  }

  /**
   * A batch ends anywhere; the rest of a message's recipients at the same domain comes along, so
   * that they share mail transactions (RFC 5321 §3.3).
   */
  private Set<Long> withTheirGroups(List<Due> due, Instant now) {
    Set<Long> all = idsOf(due);
    if (due.isEmpty()) {
      return all;
    }
    Set<Group> groups = due.stream().map(Due::group).collect(toSet());
    List<Due> related =
        read(
            em.createQuery(
                    "select r.id, r.messageId, r.domain from RecipientEntity r"
                        + " where r.messageId in :messages and r.state in :waiting"
                        + " and r.nextAttempt <= :now order by r.nextAttempt, r.id",
                    Object[].class)
                .setParameter(
                    "messages", padded(groups.stream().map(Group::messageId).collect(toSet())))
                .setParameter("waiting", RecipientStore.WAITING)
                .setParameter("now", now.toEpochMilli()),
            due.size() + MOST_BESIDES);
    related.stream()
        .filter(one -> groups.contains(one.group()) && !all.contains(one.id()))
        .limit(MOST_BESIDES)
        .toList()
        .forEach(one -> all.add(one.id()));
    return all;
  }

  private static Set<Long> idsOf(List<Due> due) {
    Set<Long> ids = new LinkedHashSet<>();
    due.forEach(one -> ids.add(one.id()));
    return ids;
  }
}
