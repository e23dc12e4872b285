package org.sealpost.tlsrpt;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.sealpost.tlsrpt.PolicyResult.FailureResult;
import org.sealpost.tlsrpt.SessionCounts.FailureCount;
import org.sealpost.tlsrpt.SessionCounts.PolicyCount;

/** The rows in which results of sessions are added up, in the transaction of the caller. */
public final class SessionCountTable {
  /**
   * Choice: a server that calls itself otherwise at each session must not make a report of any
   * length; the most frequent failures are told, and the sum holds them all.
   */
  private static final int MOST_FAILURES = 500;

  private final EntityManager em;

  /** For one transaction. */
  public SessionCountTable(EntityManager em) {
    this.em = em;
  }

  /** Adds to the rows that are there, a statement for each; returns what has no row yet. */
  public SessionCounts update(SessionCounts counts) {
    List<String> newPolicies = new ArrayList<>();
    for (Map.Entry<String, PolicyCount> each : counts.policies().entrySet()) {
      if (update(each.getKey(), each.getValue()) == 0) {
        newPolicies.add(each.getKey());
      }
    }
    List<String> newFailures = new ArrayList<>();
    for (Map.Entry<String, FailureCount> each : counts.failures().entrySet()) {
      if (update(each.getKey(), each.getValue()) == 0) {
        newFailures.add(each.getKey());
      }
    }
    return counts.only(newPolicies, newFailures);
  }

  private int update(String key, PolicyCount count) {
    return em.createQuery(
            "update PolicyCountEntity c set c.successes = c.successes + :successes,"
                + " c.failed = c.failed + :failed where c.key = :key")
        .setParameter("successes", count.successes)
        .setParameter("failed", count.failed)
        .setParameter("key", key)
        .executeUpdate();
  }

  private int update(String key, FailureCount count) {
    return em.createQuery(
            "update FailureCountEntity c set c.sessions = c.sessions + :sessions, c.lastAt = :last"
                + " where c.key = :key")
        .setParameter("sessions", count.sessions)
        .setParameter("last", count.last.toEpochMilli())
        .setParameter("key", key)
        .executeUpdate();
  }

  /** Makes rows for what has none. */
  public void insert(SessionCounts counts) {
    counts.policies().forEach((key, count) -> em.persist(new PolicyCountEntity(key, count)));
    counts.failures().forEach((key, count) -> em.persist(new FailureCountEntity(key, count)));
  }

  /** The domains that results of a day are about, in their order. */
  public List<String> domains(LocalDate day) {
    TreeSet<String> domains = new TreeSet<>();
    for (String column : List.of("recipientDomain", "policyDomain")) {
      domains.addAll(
          em.createQuery(
                  "select distinct c." + column + " from PolicyCountEntity c where c.day = :day",
                  String.class)
              .setParameter("day", day.toEpochDay())
              .getResultList());
    }
    return List.copyOf(domains);
  }

  /** The sum of a day over the mail of a domain's recipients. */
  public record Sum(String domain, long successes, long failed) {}

  /** A page of the sums of a day, those with most failures first. */
  public List<Sum> sums(LocalDate day, int first, int most) {
    return em.createQuery(
            "select c.recipientDomain, sum(c.successes), sum(c.failed) from PolicyCountEntity c"
                + " where c.day = :day group by c.recipientDomain"
                + " order by sum(c.failed) desc, c.recipientDomain",
            Object[].class)
        .setParameter("day", day.toEpochDay())
        .setFirstResult(first)
        .setMaxResults(most)
        .getResultStream()
        .map(SessionCountTable::sum)
        .toList();
  }

  /**
   * A page of the sums of a day in the order of the domains, along the index.
   *
   * @param after the domain that all have to come after; empty for the first page
   */
  public List<Sum> sumsAfter(LocalDate day, String after, int most) {
    return em.createQuery(
            "select c.recipientDomain, sum(c.successes), sum(c.failed) from PolicyCountEntity c"
                + " where c.day = :day and c.recipientDomain > :after"
                + " group by c.recipientDomain order by c.recipientDomain",
            Object[].class)
        .setParameter("day", day.toEpochDay())
        .setParameter("after", after)
        .setMaxResults(most)
        .getResultStream()
        .map(SessionCountTable::sum)
        .toList();
  }

  private static Sum sum(Object[] row) {
    return new Sum((String) row[0], ((Number) row[1]).longValue(), ((Number) row[2]).longValue());
  }

  /** How many domains' recipients there are results of. */
  public long countDomains(LocalDate day) {
    return em.createQuery(
            "select count(distinct c.recipientDomain) from PolicyCountEntity c where c.day = :day",
            Long.class)
        .setParameter("day", day.toEpochDay())
        .getSingleResult();
  }

  /**
   * The results of a day for a domain: those of its recipients, and those of its hosts where it is
   * their TLSA base domain. What the nodes have counted is added up.
   */
  public DayResults results(LocalDate day, String domain) {
    List<PolicyCountEntity> rows =
        em.createQuery(
                "select c from PolicyCountEntity c where c.day = :day"
                    + " and (c.recipientDomain = :domain or c.policyDomain = :domain)"
                    + " order by c.type, c.policyDomain, c.key",
                PolicyCountEntity.class)
            .setParameter("day", day.toEpochDay())
            .setParameter("domain", domain)
            .getResultList();
    Map<AppliedPolicy, List<PolicyCountEntity>> byPolicy = new LinkedHashMap<>();
    rows.forEach(row -> byPolicy.computeIfAbsent(row.policy(), none -> new ArrayList<>()).add(row));
    Map<String, List<FailureCountEntity>> failures = failures(rows);
    List<PolicyResult> policies = new ArrayList<>();
    byPolicy.forEach((policy, same) -> policies.add(result(policy, same, failures)));
    return new DayResults(day, domain, policies);
  }

  private Map<String, List<FailureCountEntity>> failures(List<PolicyCountEntity> rows) {
    Map<String, List<FailureCountEntity>> failures = new HashMap<>();
    for (PolicyCountEntity row : rows) {
      if (row.failed() > 0) {
        failures.put(
            row.key(),
            em.createQuery(
                    "select f from FailureCountEntity f where f.policyKey = :key"
                        + " order by f.sessions desc, f.key",
                    FailureCountEntity.class)
                .setParameter("key", row.key())
                .setMaxResults(MOST_FAILURES)
                .getResultList());
      }
    }
    return failures;
  }

  private static PolicyResult result(
      AppliedPolicy policy,
      List<PolicyCountEntity> rows,
      Map<String, List<FailureCountEntity>> failures) {
    Map<FailureDetail, Long> sessions = new LinkedHashMap<>();
    for (PolicyCountEntity row : rows) {
      failures
          .getOrDefault(row.key(), List.of())
          .forEach(each -> sessions.merge(each.detail(), each.sessions(), Long::sum));
    }
    return new PolicyResult(
        policy,
        rows.stream().mapToLong(PolicyCountEntity::successes).sum(),
        rows.stream().mapToLong(PolicyCountEntity::failed).sum(),
        sessions.entrySet().stream()
            .map(each -> new FailureResult(each.getKey(), each.getValue()))
            .toList());
  }

  /** Removes the results of days before this one; returns how many rows. */
  public int removeBefore(LocalDate day) {
    int removed = 0;
    for (String entity : List.of("FailureCountEntity", "PolicyCountEntity")) {
      removed +=
          em.createQuery("delete from " + entity + " c where c.day < :day")
              .setParameter("day", day.toEpochDay())
              .executeUpdate();
    }
    return removed;
  }
}
