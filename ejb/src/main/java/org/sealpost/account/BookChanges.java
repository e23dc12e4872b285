package org.sealpost.account;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.Settings;
import org.sealpost.refusal.Refusal;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;

/**
 * Changes domains, addresses and aliases, in the transaction of the caller, one change after the
 * other. Every method throws {@link ChangeRefusedException} where the change would not be right.
 */
public final class BookChanges {
  /** RFC 5322 §3.2.3: characters of an atom that no mailbox is likely to be named with. */
  private static final Pattern SEPARATOR = Pattern.compile("[-+_=#~!]?");

  private final EntityManager em;
  private final Settings settings;
  private final BookTables tables;
  private final AddressBook before;

  /** For one transaction; waits for one that changes the same tables. */
  public BookChanges(EntityManager em, Settings settings) {
    this.em = em;
    this.settings = settings;
    this.tables = new BookTables(em, settings);
    tables.lock();
    this.before = tables.read();
  }

  /** The book as it is once the transaction has committed. */
  public AddressBook book() {
    return tables.read();
  }

  /** Hosts another domain. */
  public void addDomain(HostedDomain domain) {
    if (em.find(DomainEntity.class, domain.name().name()) != null) {
      throw new ChangeRefusedException(Refusal.DOMAIN_THERE, domain.name().display());
    }
    em.persist(new DomainEntity(checked(domain)));
  }

  /** Gives a domain other rules; returns the old ones. */
  public HostedDomain changeDomain(HostedDomain domain) {
    DomainEntity row = domain(domain.name());
    HostedDomain old = row.toDomain();
    if (old.caseSensitive() && !domain.caseSensitive()) {
      refuseTwins(domain);
    }
    row.change(checked(domain));
    return old;
  }

  /** Hosts a domain no longer. It must have no accounts and aliases. */
  public void removeDomain(Domain name) {
    DomainEntity row = domain(name);
    if (settings.mail().localDomains().contains(name)) {
      throw new ChangeRefusedException(Refusal.DOMAIN_OF_THE_SETTINGS, name.display());
    }
    if (!names(name).isEmpty()) {
      throw new ChangeRefusedException(Refusal.DOMAIN_IN_USE);
    }
    em.remove(row);
  }

  /** Makes an account without a password; returns its name. */
  public String addAccount(String address) {
    Mailbox name = free(address);
    em.persist(new MailAccountEntity(name.toString()));
    em.flush();
    em.persist(new AddressEntity(name.toString(), name.toString()));
    return name.toString();
  }

  /** Lets an account sign in and get mail, or not. */
  public void setEnabled(String account, boolean enabled) {
    account(account).setEnabled(enabled);
  }

  /** Removes an account with its addresses; the mail in its mailbox stays. */
  public void removeAccount(String name) {
    MailAccountEntity account = account(name);
    em.createQuery("delete from AddressEntity a where a.account = :name")
        .setParameter("name", name)
        .executeUpdate();
    em.createQuery("delete from CertificateEntity c where c.account = :name")
        .setParameter("name", name)
        .executeUpdate();
    em.remove(account);
  }

  /** Gives an account another address; returns it. */
  public String addAddress(String account, String address) {
    Mailbox added = free(address);
    em.persist(new AddressEntity(added.toString(), account(account).name()));
    return added.toString();
  }

  /** Takes an address from an account: never the one it is named after. */
  public void removeAddress(String account, String address) {
    AddressEntity row = em.find(AddressEntity.class, address);
    if (row == null || !row.account().equals(account)) {
      throw new ChangeRefusedException(Refusal.NOT_ITS_ADDRESS);
    }
    if (address.equals(account)) {
      throw new ChangeRefusedException(Refusal.ADDRESS_OF_ITS_NAME);
    }
    em.remove(row);
  }

  /** Sets the certificates with which an account signs in; returns their fingerprints. */
  public List<String> setCertificates(String account, Collection<String> fingerprints) {
    MailAccountEntity owner = account(account);
    Set<String> wanted = new LinkedHashSet<>();
    for (String text : fingerprints) {
      String hex = text.replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT);
      if (!hex.matches("[0-9a-f]{64}")) {
        throw new ChangeRefusedException(Refusal.NO_FINGERPRINT);
      }
      CertificateEntity known = em.find(CertificateEntity.class, hex);
      if (known != null && !known.account().equals(account)) {
        throw new ChangeRefusedException(Refusal.CERTIFICATE_OF_ANOTHER, known.account());
      }
      wanted.add(hex);
    }
    em.createQuery(
            "select c from CertificateEntity c where c.account = :name", CertificateEntity.class)
        .setParameter("name", account)
        .getResultStream()
        .filter(old -> !wanted.contains(old.fingerprint()))
        .forEach(em::remove);
    wanted.stream()
        .filter(hex -> em.find(CertificateEntity.class, hex) == null)
        .forEach(hex -> em.persist(new CertificateEntity(hex, owner.name())));
    return List.copyOf(wanted);
  }

  /** Makes an alias; returns its address. */
  public String addAlias(String address, Collection<String> targets) {
    Mailbox alias = free(address);
    em.persist(new AliasEntity(alias.toString(), checkedTargets(alias, targets)));
    return alias.toString();
  }

  /** Gives an alias other targets; returns the old ones. */
  public List<String> changeAlias(String address, Collection<String> targets) {
    AliasEntity row = alias(address);
    List<String> old = row.targets();
    row.setTargets(checkedTargets(Mailbox.of(address), targets));
    return old;
  }

  /** Removes an alias; returns its targets. */
  public List<String> removeAlias(String address) {
    AliasEntity row = alias(address);
    List<String> old = row.targets();
    em.remove(row);
    return old;
  }

  /** The row of an account. */
  MailAccountEntity account(String name) {
    return found(em.find(MailAccountEntity.class, name), name);
  }

  private DomainEntity domain(Domain name) {
    return found(em.find(DomainEntity.class, name.name()), name.display());
  }

  private AliasEntity alias(String address) {
    return found(em.find(AliasEntity.class, address), address);
  }

  private static <T> T found(@Nullable T row, String name) {
    if (row == null) {
      throw new ChangeRefusedException(Refusal.GONE, name);
    }
    return row;
  }

  /** An address of a domain here that nobody has, in its comparable form. */
  private Mailbox free(String text) {
    Mailbox address = mailbox(text);
    if (em.find(DomainEntity.class, address.domain().name()) == null) {
      throw new ChangeRefusedException(Refusal.DOMAIN_NOT_HERE, address.domain().display());
    }
    Mailbox comparable = before.comparable(address);
    if (before.account(comparable).isPresent() || before.isAlias(comparable)) {
      throw new ChangeRefusedException(Refusal.ADDRESS_THERE, comparable);
    }
    return comparable;
  }

  private static Mailbox mailbox(String text) {
    return Mailbox.parse(text.strip())
        .orElseThrow(() -> new ChangeRefusedException(Refusal.NO_ADDRESS, text.strip()));
  }

  private Set<String> checkedTargets(Mailbox alias, Collection<String> targets) {
    Set<String> checked = new LinkedHashSet<>();
    for (String text : targets) {
      Mailbox target = before.comparable(mailbox(text));
      if (target.equals(alias)) {
        throw new ChangeRefusedException(Refusal.ALIAS_TO_ITSELF);
      }
      checked.add(target.toString());
    }
    if (checked.isEmpty() || checked.size() > AliasExpansion.MOST) {
      throw new ChangeRefusedException(Refusal.NUMBER_OF_TARGETS, AliasExpansion.MOST);
    }
    return checked;
  }

  private static HostedDomain checked(HostedDomain domain) {
    if (domain.name().isAddressLiteral()) {
      throw new ChangeRefusedException(Refusal.ADDRESS_LITERAL);
    }
    if (!SEPARATOR.matcher(domain.separator()).matches()) {
      throw new ChangeRefusedException(Refusal.NO_SEPARATOR);
    }
    String catchAll = domain.catchAll();
    String target =
        catchAll == null || domain.takesEveryAddress() ? catchAll : mailbox(catchAll).toString();
    return new HostedDomain(
        domain.name(), domain.separator(), domain.caseSensitive(), target, domain.enabled());
  }

  /** Addresses that only their case tells apart would become one. */
  private void refuseTwins(HostedDomain insensitive) {
    Set<String> seen = new LinkedHashSet<>();
    for (String name : names(insensitive.name())) {
      if (!seen.add(insensitive.comparable(Mailbox.of(name).localPart()))) {
        throw new ChangeRefusedException(Refusal.TWINS, name);
      }
    }
  }

  /** Every address of a domain that an account or an alias has. */
  private List<String> names(Domain domain) {
    List<String> all = new ArrayList<>();
    for (String entity : List.of("AddressEntity", "AliasEntity")) {
      all.addAll(
          em.createQuery("select e.address from " + entity + " e", String.class).getResultList());
    }
    return all.stream().filter(name -> Mailbox.of(name).domain().equals(domain)).toList();
  }
}
