package org.sealpost.account;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;

/**
 * Everything that the domains, accounts and aliases here say about an address, as it was at one
 * moment. Immutable and without I/O: a look-up at RCPT costs a few hashes.
 */
public final class AddressBook {
  private static final String POSTMASTER = "postmaster";

  private final long version;
  private final Map<Domain, HostedDomain> domains = new HashMap<>();
  private final Map<Mailbox, String> accounts = new HashMap<>();
  private final Map<Mailbox, List<Mailbox>> aliases = new HashMap<>();
  private final Set<String> disabledAccounts;
  private final @Nullable Mailbox postmaster;
  private final String reports;

  /**
   * What the tables hold.
   *
   * @param version counts up with every change
   * @param addresses each with the name of its account
   * @param aliases each with its targets as they were entered
   */
  record Contents(
      long version,
      Collection<HostedDomain> domains,
      Map<Mailbox, String> addresses,
      Set<String> disabledAccounts,
      Map<Mailbox, List<Mailbox>> aliases) {}

  /**
   * The book of these tables.
   *
   * @param hostName hosted in any case, for its postmaster at least (RFC 5321 §4.5.1)
   * @param postmaster who gets mail for postmaster where nothing else says so; null keeps it
   * @param reports the local-part that reports about TLS come to, in lower case; it is kept in a
   *     mailbox of that name at each domain where nothing else says so
   */
  AddressBook(Contents contents, Domain hostName, @Nullable Mailbox postmaster, String reports) {
    this.reports = reports;
    this.version = contents.version();
    this.postmaster = postmaster;
    this.disabledAccounts = Set.copyOf(contents.disabledAccounts());
    domains.put(hostName, HostedDomain.withDefaults(hostName));
    contents.domains().forEach(domain -> domains.put(domain.name(), domain));
    contents.addresses().forEach((address, account) -> accounts.put(comparable(address), account));
    contents.aliases().forEach((alias, targets) -> aliases.put(comparable(alias), targets));
  }

  /** Counts up with every change. */
  long version() {
    return version;
  }

  /** Whether mail for this domain is never sent to another server. */
  public boolean hosts(Domain domain) {
    return domains.containsKey(domain);
  }

  /** Where mail for this address goes. */
  public Destination destination(Mailbox address) {
    Step step = step(address);
    return step instanceof End end
        ? end.destination()
        : new AliasExpansion(this).of((Onwards) step);
  }

  /** One step of the way: its end, or other addresses. */
  sealed interface Step {}

  /** Here the way ends; never {@link Destination.Forwarded}. */
  record End(Destination destination) implements Step {}

  /**
   * The mail goes on.
   *
   * @param from the address that led here, in its comparable form
   * @param redirected whether one address stands in for another, rather than an alias
   */
  record Onwards(Mailbox from, List<Mailbox> targets, boolean redirected) implements Step {}

  Step step(Mailbox address) {
    HostedDomain domain = domains.get(address.domain());
    if (domain == null) {
      return new End(new Destination.Remote());
    }
    if (!domain.enabled()) {
      return new End(new Destination.Disabled());
    }
    Mailbox whole = comparable(address);
    Mailbox base =
        domain
            .withoutTag(whole.localPart())
            .map(local -> comparable(new Mailbox(local, domain.name())))
            .orElse(whole);
    return named(whole).or(() -> named(base)).orElseGet(() -> unnamed(whole, base, domain));
  }

  private Step unnamed(Mailbox whole, Mailbox base, HostedDomain domain) {
    if (isPostmaster(base)) {
      return ofPostmaster(base);
    }
    // RFC 8460 §3: what a domain publishes has to be there.
    return isForReports(whole) || isForReports(base)
        ? new End(new Destination.Local(new Mailbox(reports, domain.name()), null))
        : caught(base, domain);
  }

  private boolean isForReports(Mailbox address) {
    return address.localPart().equalsIgnoreCase(reports);
  }

  /** What an account or an alias says of this very address. */
  private Optional<Step> named(Mailbox address) {
    String account = accounts.get(address);
    if (account != null) {
      return Optional.of(
          new End(
              disabledAccounts.contains(account)
                  ? new Destination.Disabled()
                  : new Destination.Local(Mailbox.of(account), account)));
    }
    return Optional.ofNullable(aliases.get(address))
        .map(targets -> new Onwards(address, targets, false));
  }

  /** RFC 5321 §4.5.1: postmaster exists at every domain, written in whatever case. */
  private Step ofPostmaster(Mailbox address) {
    return postmaster == null || comparable(postmaster).equals(address)
        ? new End(new Destination.Local(address, null))
        : new Onwards(address, List.of(postmaster), true);
  }

  private Step caught(Mailbox base, HostedDomain domain) {
    String catchAll = domain.catchAll();
    if (catchAll == null) {
      return new End(new Destination.Unknown());
    }
    return domain.takesEveryAddress()
        ? new End(new Destination.Local(base, null))
        : new Onwards(base, List.of(Mailbox.of(catchAll)), true);
  }

  /**
   * The account that an address belongs to, for signing in: the very address, without tag and
   * catch-all.
   */
  public Optional<String> account(Mailbox address) {
    return Optional.ofNullable(accounts.get(comparable(address)));
  }

  /** Whether this very address is an alias. */
  boolean isAlias(Mailbox address) {
    return aliases.containsKey(comparable(address));
  }

  /** Whether an account and its domain may be used. */
  public boolean isEnabled(String account) {
    HostedDomain domain = domains.get(Mailbox.of(account).domain());
    boolean known = accounts.containsKey(comparable(Mailbox.of(account)));
    return known && domain != null && domain.enabled() && !disabledAccounts.contains(account);
  }

  /**
   * Whether an account may write in the name of an address: it is one whose mail it gets directly,
   * as an address of its own, with any tag, or as catch-all.
   */
  public boolean owns(String account, Mailbox address) {
    return destination(address) instanceof Destination.Local local
        && account.equals(local.account());
  }

  /** The form in which addresses are compared. */
  Mailbox comparable(Mailbox address) {
    HostedDomain domain = domains.get(address.domain());
    if (domain == null) {
      return address;
    }
    String local = isPostmaster(address) ? POSTMASTER : domain.comparable(address.localPart());
    return local.equals(address.localPart()) ? address : new Mailbox(local, address.domain());
  }

  private static boolean isPostmaster(Mailbox address) {
    return address.localPart().equalsIgnoreCase(POSTMASTER);
  }
}
