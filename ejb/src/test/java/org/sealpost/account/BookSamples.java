package org.sealpost.account;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;

/** Address books for tests, without a database. */
public final class BookSamples {
  private final List<HostedDomain> domains = new ArrayList<>();
  private final Map<Mailbox, String> addresses = new LinkedHashMap<>();
  private final Map<Mailbox, List<Mailbox>> aliases = new LinkedHashMap<>();
  private final Set<String> disabled = new HashSet<>();
  private @Nullable Mailbox postmaster;

  /** Hosts a domain with the default rules. */
  public BookSamples domain(String name) {
    return domain(HostedDomain.withDefaults(Domain.of(name)));
  }

  /** Hosts a domain with a catch-all. */
  public BookSamples domain(String name, String catchAll) {
    return domain(new HostedDomain(Domain.of(name), "+", false, catchAll, true));
  }

  /** Hosts a domain. */
  public BookSamples domain(HostedDomain domain) {
    domains.add(domain);
    return this;
  }

  /** An account, named after the first address. */
  public BookSamples account(String... names) {
    Stream.of(names).forEach(name -> addresses.put(Mailbox.of(name), names[0]));
    return this;
  }

  /** Disables an account. */
  public BookSamples disable(String account) {
    disabled.add(account);
    return this;
  }

  /** An alias. */
  public BookSamples alias(String address, String... targets) {
    aliases.put(Mailbox.of(address), Stream.of(targets).map(Mailbox::of).toList());
    return this;
  }

  /** Who gets the mail of every postmaster. */
  public BookSamples postmaster(String address) {
    postmaster = Mailbox.of(address);
    return this;
  }

  /** The book of a host called {@code mx.sealpost.example}. */
  public AddressBook book() {
    return new AddressBook(
        new AddressBook.Contents(1, domains, addresses, disabled, aliases),
        Domain.of("mx.sealpost.example"),
        postmaster,
        "tls-reports");
  }
}
