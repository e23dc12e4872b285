package org.sealpost.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.sealpost.client.PeerText;
import org.sealpost.client.dane.TlsaRecord;
import org.sealpost.dns.Lookup.Failed;
import org.sealpost.dns.Lookup.Found;
import org.sealpost.dns.Lookup.NoData;
import org.sealpost.dns.Lookup.NoName;
import org.sealpost.smtp.Domain;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;

/** Asks {@link DnsServers}, remembers their answers, and puts them into the words of mail. */
public final class CachingDnsClient implements DnsClient {
  private final Lookups lookups;
  private final Random random;
  // Routes may name hosts that only the hosts file knows.
  private final HostsFileParser hostsFile = new HostsFileParser();

  /**
   * @param random the seed of the order among hosts of equal preference
   */
  public CachingDnsClient(DnsServers servers, RandomGenerator random, InstantSource clock) {
    this.lookups = new Lookups(servers, clock);
    this.random = new Random(random.nextLong());
  }

  @Override
  public MxAnswer mx(Domain domain) {
    Lookup lookup = await(ask(domain.name(), Type.MX));
    if (lookup instanceof Found found) {
      return hosts(found);
    }
    if (lookup instanceof NoData none) {
      return new MxAnswer.NoMx(none.security());
    }
    if (lookup instanceof NoName none) {
      return new MxAnswer.NoSuchDomain(none.security());
    }
    if (lookup instanceof Failed failed) {
      return new MxAnswer.NotFoundOut(failed.security(), failed.detail());
    }
    throw new AssertionError(lookup);
  }

  private MxAnswer hosts(Found found) {
    List<MxHost> hosts = new ArrayList<>();
    for (Record each : found.records()) {
      // RFC 7505 §3: a root target is no host; beside real hosts it is an error to be passed over.
      if (each instanceof MXRecord mx && !mx.getTarget().equals(Name.root)) {
        hosts.add(new MxHost(text(mx.getTarget()), mx.getPriority()));
      }
    }
    if (hosts.isEmpty()) {
      return new MxAnswer.NullMx(found.security());
    }
    // RFC 5321 §5.1: by preference, and at random where it is equal.
    Collections.shuffle(hosts, random);
    hosts.sort(Comparator.comparingInt(MxHost::preference));
    return new MxAnswer.Hosts(found.security(), hosts, text(found.owner()));
  }

  @Override
  public AddressAnswer addresses(String host) {
    CompletableFuture<Lookup> ipv4 = ask(host, Type.A);
    CompletableFuture<Lookup> ipv6 = ask(host, Type.AAAA);
    Lookup first = await(ipv4);
    Lookup second = await(ipv6);
    List<InetAddress> addresses = interleaved(addresses(second), addresses(first));
    if (!addresses.isEmpty()) {
      return answer(host, addresses, first, second);
    }
    for (Lookup lookup : List.of(first, second)) {
      if (lookup instanceof Failed failed) {
        return new AddressAnswer.NotFoundOut(failed.security(), failed.detail());
      }
    }
    return new AddressAnswer.None(weaker(first.security(), second.security()));
  }

  private AddressAnswer answer(
      String host, List<InetAddress> addresses, Lookup first, Lookup second) {
    List<Found> all = new ArrayList<>();
    for (Lookup each : List.of(first, second)) {
      if (each instanceof Found found) {
        all.add(found);
      }
    }
    SecurityStatus security =
        all.stream().map(Found::security).reduce(SecurityStatus.SECURE, CachingDnsClient::weaker);
    String owner = text(all.get(0).owner());
    String name = host.toLowerCase(Locale.ROOT);
    boolean alias = !owner.equals(name);
    if (security == SecurityStatus.SECURE) {
      // RFC 7672 §2.2.2 "Secure CNAME": the expanded name first, then the one we came from.
      return new AddressAnswer.Addresses(
          security, addresses, alias ? List.of(owner, name) : List.of(name));
    }
    if (!alias) {
      return new AddressAnswer.Addresses(security, addresses, List.of());
    }
    // RFC 7672 §2.2.2 "Insecure CNAME": what counts is the zone in which the alias stands.
    Lookup link = await(ask(host, Type.CNAME));
    if (link instanceof Failed failed) {
      return new AddressAnswer.NotFoundOut(failed.security(), failed.detail());
    }
    boolean aliasSecure = link.security() == SecurityStatus.SECURE && link instanceof Found;
    return new AddressAnswer.Addresses(
        security, addresses, aliasSecure ? List.of(name) : List.of());
  }

  @Override
  public TextAnswer texts(String name) {
    Lookup lookup = await(ask(name, Type.TXT));
    if (lookup instanceof Found found) {
      return new TextAnswer.Texts(found.security(), TextRecords.texts(found.records()));
    }
    return lookup instanceof Failed failed
        ? new TextAnswer.NotFoundOut(failed.security(), failed.detail())
        : new TextAnswer.None(lookup.security());
  }

  @Override
  public TlsaAnswer tlsa(String host, int port) {
    Lookup lookup = await(ask("_" + port + "._tcp." + host, Type.TLSA));
    if (lookup instanceof Failed failed) {
      return new TlsaAnswer.NotFoundOut(failed.security(), failed.detail());
    }
    List<TlsaRecord> records = new ArrayList<>();
    if (lookup instanceof Found found) {
      for (Record each : found.records()) {
        if (each instanceof TLSARecord tlsa) {
          records.add(
              TlsaRecord.of(
                  tlsa.getCertificateUsage(),
                  tlsa.getSelector(),
                  tlsa.getMatchingType(),
                  tlsa.getCertificateAssociationData()));
        }
      }
    }
    return records.isEmpty()
        ? new TlsaAnswer.None(lookup.security())
        : new TlsaAnswer.Records(lookup.security(), records);
  }

  private static List<InetAddress> addresses(Lookup lookup) {
    List<InetAddress> addresses = new ArrayList<>();
    if (lookup instanceof Found found) {
      for (Record each : found.records()) {
        if (each instanceof ARecord a) {
          addresses.add(a.getAddress());
        } else if (each instanceof AAAARecord aaaa) {
          addresses.add(aaaa.getAddress());
        }
      }
    }
    return addresses;
  }

  /**
   * RFC 8305 §4: one of each family in turn, IPv6 first as RFC 6724 §2.1 prefers it, so that a
   * family without a way out costs one try, which fails at once.
   */
  private static List<InetAddress> interleaved(List<InetAddress> ipv6, List<InetAddress> ipv4) {
    List<InetAddress> all = new ArrayList<>();
    for (int i = 0; i < Math.max(ipv4.size(), ipv6.size()); i++) {
      if (i < ipv6.size()) {
        all.add(ipv6.get(i));
      }
      if (i < ipv4.size()) {
        all.add(ipv4.get(i));
      }
    }
    return all;
  }

  private static SecurityStatus weaker(SecurityStatus one, SecurityStatus other) {
    return one == SecurityStatus.SECURE ? other : one;
  }

  /** In lower case without a trailing dot. */
  private static String text(Name name) {
    return name.toString(true).toLowerCase(Locale.ROOT);
  }

  private CompletableFuture<Lookup> ask(String text, int type) {
    Name name;
    try {
      name = Name.fromString(text, Name.root);
    } catch (TextParseException notAName) {
      return CompletableFuture.completedFuture(new NoName(SecurityStatus.INSECURE));
    }
    return fromHostsFile(name, type)
        .map(CompletableFuture::completedFuture)
        .orElseGet(() -> lookups.ask(name, type));
  }

  private Optional<Lookup> fromHostsFile(Name name, int type) {
    if (type != Type.A && type != Type.AAAA) {
      return Optional.empty();
    }
    try {
      return hostsFile
          .getAddressForHost(name, type)
          .map(
              address -> {
                Record record =
                    type == Type.A
                        ? new ARecord(name, DClass.IN, 0, address)
                        : new AAAARecord(name, DClass.IN, 0, address);
                return new Found(SecurityStatus.INSECURE, name, List.of(record));
              });
    } catch (IOException unreadable) {
      String detail = PeerText.oneLine("hosts file: " + unreadable, 200);
      return Optional.of(new Failed(SecurityStatus.INDETERMINATE, detail));
    }
  }

  /** Waits as long as it takes: each lookup has its own limit. */
  private static Lookup await(CompletableFuture<Lookup> lookup) {
    try {
      return lookup.get();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Failed(SecurityStatus.INDETERMINATE, "interrupted");
    } catch (ExecutionException impossible) {
      throw new AssertionError("never completed exceptionally", impossible);
    }
  }
}
