package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealpost.account.AliasEntity;
import org.sealpost.account.DomainEntity;
import org.sealpost.account.MailAccountEntity;
import org.sealpost.smtp.Domain;

/** The queries behind {@link DirectoryView}. */
final class DirectoryQuery {
  private final EntityManager em;
  private final Set<Domain> fromSettings;

  /** Reads; {@code fromSettings} are the domains that the settings name. */
  DirectoryQuery(EntityManager em, Set<Domain> fromSettings) {
    this.em = em;
    this.fromSettings = fromSettings;
  }

  /** Those after a name (empty for all), by name, without the first so many. */
  List<DomainRow> domains(String after, int first, int most) {
    return em.createQuery(
            "select d from DomainEntity d where d.name > :after order by d.name",
            DomainEntity.class)
        .setParameter("after", after)
        .setFirstResult(first)
        .setMaxResults(most)
        .getResultStream()
        .map(this::row)
        .toList();
  }

  long countDomains() {
    return em.createQuery("select count(d) from DomainEntity d", Long.class).getSingleResult();
  }

  Optional<DomainRow> domain(Domain name) {
    return Optional.ofNullable(em.find(DomainEntity.class, name.name())).map(this::row);
  }

  List<AccountRow> accounts(Domain domain, String after, int first, int most) {
    String rows =
        "select a, (select count(b) from AddressEntity b where b.account = a.name)"
            + " from MailAccountEntity a where a.name like :domain escape '!'"
            + " and a.name > :after order by a.name";
    return at(domain, em.createQuery(rows, Object[].class))
        .setParameter("after", after)
        .setFirstResult(first)
        .setMaxResults(most)
        .getResultStream()
        .map(row -> row((MailAccountEntity) row[0], ((Number) row[1]).longValue()))
        .toList();
  }

  long countAccounts(Domain domain) {
    return at(
            domain,
            em.createQuery(
                "select count(a) from MailAccountEntity a where a.name like :domain escape '!'",
                Long.class))
        .getSingleResult();
  }

  List<AliasRow> aliases(Domain domain, String after, int first, int most) {
    return at(
            domain,
            em.createQuery(
                "select a from AliasEntity a where a.address like :domain escape '!'"
                    + " and a.address > :after order by a.address",
                AliasEntity.class))
        .setParameter("after", after)
        .setFirstResult(first)
        .setMaxResults(most)
        .getResultStream()
        .map(DirectoryQuery::row)
        .toList();
  }

  long countAliases(Domain domain) {
    return at(
            domain,
            em.createQuery(
                "select count(a) from AliasEntity a where a.address like :domain escape '!'",
                Long.class))
        .getSingleResult();
  }

  Optional<AliasRow> alias(String address) {
    return Optional.ofNullable(em.find(AliasEntity.class, address)).map(DirectoryQuery::row);
  }

  Optional<AccountDetail> account(String name) {
    return Optional.ofNullable(em.find(MailAccountEntity.class, name))
        .map(
            account ->
                new AccountDetail(
                    account.name(),
                    account.enabled(),
                    account.passwordSet(),
                    of(name, "select a.address from AddressEntity a where a.account = :name"),
                    of(
                        name,
                        "select c.fingerprint from CertificateEntity c where c.account = :name")));
  }

  private List<String> of(String account, String query) {
    return em.createQuery(query, String.class)
        .setParameter("name", account)
        .getResultStream()
        .sorted()
        .toList();
  }

  private DomainRow row(DomainEntity entity) {
    Domain name = entity.toDomain().name();
    return new DomainRow(
        entity.toDomain(), countAccounts(name), countAliases(name), fromSettings.contains(name));
  }

  private static AccountRow row(MailAccountEntity account, long addresses) {
    return new AccountRow(
        account.name(), addresses, account.enabled(), account.passwordSet() != null);
  }

  private static AliasRow row(AliasEntity alias) {
    return new AliasRow(alias.address(), alias.targets());
  }

  /** An underscore in a name is no wildcard. */
  private static <T> TypedQuery<T> at(Domain domain, TypedQuery<T> query) {
    return query.setParameter("domain", "%@" + domain.name().replace("_", "!_"));
  }
}
