package org.sealpost.account;

import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealpost.config.Settings;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;

/** The tables behind the address book, in the transaction of the caller. */
final class BookTables {
  private final EntityManager em;
  private final Settings settings;

  BookTables(EntityManager em, Settings settings) {
    this.em = em;
    this.settings = settings;
  }

  /**
   * Has to come before every change: takes the lock under which changes come one after the other.
   */
  void lock() {
    em.createQuery("update BookEntity b set b.version = b.version + 1 where b.id = :id")
        .setParameter("id", BookEntity.ID)
        .executeUpdate();
  }

  /** Adds the domains of the settings that are not there yet. */
  void addDomainsOfSettings() {
    for (Domain domain : settings.mail().localDomains()) {
      if (em.find(DomainEntity.class, domain.name()) == null) {
        HostedDomain open =
            new HostedDomain(
                domain, HostedDomain.DEFAULT_SEPARATOR, false, HostedDomain.EVERY_ADDRESS, true);
        em.persist(new DomainEntity(open));
      }
    }
  }

  /** The installation's secret, made where there is none yet. */
  byte[] secret(SecureRandom random) {
    return em.find(BookEntity.class, BookEntity.ID).secret(random);
  }

  /** The book as the transaction sees it, its own changes included. */
  AddressBook read() {
    em.flush();
    BookEntity row = em.find(BookEntity.class, BookEntity.ID);
    em.refresh(row);
    AddressBook.Contents contents =
        new AddressBook.Contents(
            row.version(), domains(), addresses(), disabledAccounts(), aliases());
    return new AddressBook(
        contents,
        settings.hostName(),
        settings.mail().postmaster(),
        settings.tlsReports().localPart());
  }

  private Collection<HostedDomain> domains() {
    return em.createQuery("select d from DomainEntity d", DomainEntity.class)
        .getResultStream()
        .map(DomainEntity::toDomain)
        .toList();
  }

  private Map<Mailbox, String> addresses() {
    return em.createQuery("select a.address, a.account from AddressEntity a", Object[].class)
        .getResultStream()
        .collect(Collectors.toMap(row -> Mailbox.of((String) row[0]), row -> (String) row[1]));
  }

  private Set<String> disabledAccounts() {
    return Set.copyOf(
        em.createQuery(
                "select a.name from MailAccountEntity a where a.enabled = false", String.class)
            .getResultList());
  }

  private Map<Mailbox, List<Mailbox>> aliases() {
    Map<Mailbox, List<Mailbox>> all = new LinkedHashMap<>();
    em.createQuery(
            "select a.address, t from AliasEntity a join a.targets t order by a.address, t",
            Object[].class)
        .getResultStream()
        .forEach(
            row ->
                all.computeIfAbsent(Mailbox.of((String) row[0]), alias -> new ArrayList<>())
                    .add(Mailbox.of((String) row[1])));
    return all;
  }
}
