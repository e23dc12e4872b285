package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.sealpost.account.Role;
import org.sealpost.config.Settings;
import org.sealpost.smtp.Domain;

/** Reads the domains that are hosted here, with their accounts and aliases, each list by name. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
public class DirectoryView {
  private static final int MOST = 500;

  @PersistenceContext private EntityManager em;

  @Inject private Settings settings;

  /** One page of the domains. */
  public List<DomainRow> domains(int first, int most) {
    return query().domains("", first, Math.min(most, MOST));
  }

  /** The domains after a name, empty for the first of them. */
  public List<DomainRow> domainsAfter(String name, int most) {
    return query().domains(name, 0, Math.min(most, MOST));
  }

  /** How many domains there are. */
  public long countDomains() {
    return query().countDomains();
  }

  /** One domain. */
  public Optional<DomainRow> domain(Domain name) {
    return query().domain(name);
  }

  /** One page of a domain's accounts. */
  public List<AccountRow> accounts(Domain domain, int first, int most) {
    return query().accounts(domain, "", first, Math.min(most, MOST));
  }

  /** A domain's accounts after a name, empty for the first of them. */
  public List<AccountRow> accountsAfter(Domain domain, String name, int most) {
    return query().accounts(domain, name, 0, Math.min(most, MOST));
  }

  /** How many accounts a domain has. */
  public long countAccounts(Domain domain) {
    return query().countAccounts(domain);
  }

  /** One page of a domain's aliases. */
  public List<AliasRow> aliases(Domain domain, int first, int most) {
    return query().aliases(domain, "", first, Math.min(most, MOST));
  }

  /** A domain's aliases after an address, empty for the first of them. */
  public List<AliasRow> aliasesAfter(Domain domain, String address, int most) {
    return query().aliases(domain, address, 0, Math.min(most, MOST));
  }

  /** How many aliases a domain has. */
  public long countAliases(Domain domain) {
    return query().countAliases(domain);
  }

  /** One account. */
  public Optional<AccountDetail> account(String name) {
    return query().account(name);
  }

  /** One alias. */
  public Optional<AliasRow> alias(String address) {
    return query().alias(address);
  }

  private DirectoryQuery query() {
    return new DirectoryQuery(em, settings.mail().localDomains());
  }
}
