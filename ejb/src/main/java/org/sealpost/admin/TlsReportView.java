package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Role;
import org.sealpost.smtp.Domain;
import org.sealpost.tlsrpt.OptOutTable;
import org.sealpost.tlsrpt.ReceivedTable;

/** Reads results of sessions, our reports about them, and those of other servers. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
public class TlsReportView {
  private static final int MOST = 500;

  @PersistenceContext private EntityManager em;

  /** The results of a day, a page of them: the domains with most failures first. */
  public List<TlsDayRow> day(LocalDate day, int first, int most) {
    return new TlsResults(em).day(day, first, Math.min(most, MOST));
  }

  /**
   * The results of a day in the order of the domains.
   *
   * @param after the domain that all have to come after; empty for the first page
   */
  public List<TlsDayRow> dayAfter(LocalDate day, String after, int most) {
    return new TlsResults(em).dayAfter(day, after, Math.min(most, MOST));
  }

  /** How many domains there are results of. */
  public long countDay(LocalDate day) {
    return new TlsResults(em).countDay(day);
  }

  /** The results of a day for a domain, policy by policy; empty where there are none. */
  public Optional<TlsDayDetail> results(LocalDate day, Domain domain) {
    return new TlsResults(em).detail(day, domain);
  }

  /**
   * The attempts of a day for a domain in which a session failed in that way, newest first: whom
   * the failure hit. Attempts of messages that are no longer kept are not among them.
   *
   * @param resultType as reports have it
   */
  public List<TlsAffectedRow> affected(LocalDate day, Domain domain, String resultType, int most) {
    return new TlsAffected(em).find(day, domain, resultType, Math.min(most, MOST));
  }

  /** What came to the addresses for reports, newest first. */
  public List<TlsReceivedRow> received(int first, int most) {
    return new ReceivedTable(em)
        .list(first, Math.min(most, MOST)).stream().map(TlsResults::received).toList();
  }

  /**
   * What came before a place.
   *
   * @param before null for the newest
   */
  public List<TlsReceivedRow> receivedBefore(@Nullable Before before, int most) {
    return before == null
        ? received(0, most)
        : new ReceivedTable(em)
            .before(before.at(), before.id(), Math.min(most, MOST)).stream()
                .map(TlsResults::received)
                .toList();
  }

  /** How much of it there is. */
  public long countReceived() {
    return new ReceivedTable(em).count();
  }

  /** One of these; empty where it is not there. */
  public Optional<TlsReceivedRow> received(long id) {
    return new ReceivedTable(em).find(id).map(TlsResults::received);
  }

  /** What it says, policy by policy. */
  public List<TlsPolicyRow> policies(long receivedId) {
    return new ReceivedTable(em).policies(receivedId).stream().map(TlsResults::policy).toList();
  }

  /** Whom no reports go to. */
  public List<TlsOptOutRow> optOuts() {
    return new OptOutTable(em)
        .list().stream()
            .map(
                each ->
                    new TlsOptOutRow(
                        each.id(),
                        each.kind().name(),
                        each.subject(),
                        each.madeBy(),
                        each.madeAt()))
            .toList();
  }
}
