package org.sealpost.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.sealpost.dns.Lookup.Failed;
import org.sealpost.dns.Lookup.Found;
import org.sealpost.dns.Lookup.NoData;
import org.sealpost.dns.Lookup.NoName;
import org.sealpost.smtp.Domain;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;

/**
 * A stub resolver (RFC 8499 §6): believes the recursive server it asks, validates nothing, so every
 * answer is INSECURE.
 */
public final class StubDnsClient implements DnsClient {
  private static final int MOST_CNAMES = 16;
  private static final int MOST_CACHED = 100_000;
  private static final SecurityStatus UNVALIDATED = SecurityStatus.INSECURE;

  private final LookupSession lookups;
  private final Random random;
  private final Duration patience;
  private final ConcurrentHashMap<Question, CompletableFuture<Lookup>> running =
      new ConcurrentHashMap<>();

  /**
   * @param resolver see {@link NameServers#resolver}
   * @param random the seed of the order among hosts of equal preference
   */
  public StubDnsClient(Resolver resolver, RandomGenerator random) {
    Cache cache = new Cache(DClass.IN);
    cache.setMaxEntries(MOST_CACHED);
    // With the hosts file, because routes may name hosts that only it knows.
    this.lookups =
        LookupSession.builder()
            .resolver(resolver)
            .maxRedirects(MOST_CNAMES)
            .cache(cache)
            .defaultHostsFileParser()
            .build();
    this.random = new Random(random.nextLong());
    // The resolver has its own limits; this one only holds where a CNAME chain adds them up.
    this.patience = resolver.getTimeout().multipliedBy(3);
  }

  @Override
  public MxAnswer mx(Domain domain) {
    Lookup lookup = await(ask(domain.name(), Type.MX));
    if (lookup instanceof Found found) {
      return hosts(found.records());
    }
    if (lookup instanceof NoData) {
      return new MxAnswer.NoMx(UNVALIDATED);
    }
    if (lookup instanceof NoName) {
      return new MxAnswer.NoSuchDomain(UNVALIDATED);
    }
    if (lookup instanceof Failed failed) {
      return new MxAnswer.NotFoundOut(SecurityStatus.INDETERMINATE, failed.detail());
    }
    throw new AssertionError(lookup);
  }

  private MxAnswer hosts(List<Record> records) {
    List<MxHost> hosts = new ArrayList<>();
    for (Record each : records) {
      // RFC 7505 §3: a root target is no host; beside real hosts it is an error to be passed over.
      if (each instanceof MXRecord mx && !mx.getTarget().equals(Name.root)) {
        String name = mx.getTarget().toString(true).toLowerCase(Locale.ROOT);
        hosts.add(new MxHost(name, mx.getPriority()));
      }
    }
    if (hosts.isEmpty()) {
      return new MxAnswer.NullMx(UNVALIDATED);
    }
    // RFC 5321 §5.1: by preference, and at random where it is equal.
    Collections.shuffle(hosts, random);
    hosts.sort(Comparator.comparingInt(MxHost::preference));
    return new MxAnswer.Hosts(UNVALIDATED, hosts);
  }

  @Override
  public AddressAnswer addresses(String host) {
    CompletableFuture<Lookup> ipv4 = ask(host, Type.A);
    CompletableFuture<Lookup> ipv6 = ask(host, Type.AAAA);
    List<InetAddress> addresses = new ArrayList<>();
    // Choice: IPv4 first; mail over IPv6 is refused more often, for want of reverse names.
    Lookup first = await(ipv4);
    Lookup second = await(ipv6);
    collect(first, addresses);
    collect(second, addresses);
    if (!addresses.isEmpty()) {
      return new AddressAnswer.Addresses(UNVALIDATED, addresses);
    }
    for (Lookup lookup : List.of(first, second)) {
      if (lookup instanceof Failed failed) {
        return new AddressAnswer.NotFoundOut(SecurityStatus.INDETERMINATE, failed.detail());
      }
    }
    return new AddressAnswer.None(UNVALIDATED);
  }

  @Override
  public TextAnswer texts(String name) {
    Lookup lookup = await(ask(name, Type.TXT));
    if (lookup instanceof Found found) {
      return new TextAnswer.Texts(UNVALIDATED, TextRecords.texts(found.records()));
    }
    return lookup instanceof Failed failed
        ? new TextAnswer.NotFoundOut(SecurityStatus.INDETERMINATE, failed.detail())
        : new TextAnswer.None(UNVALIDATED);
  }

  private static void collect(Lookup lookup, List<InetAddress> addresses) {
    if (lookup instanceof Found found) {
      for (Record each : found.records()) {
        if (each instanceof ARecord a) {
          addresses.add(a.getAddress());
        } else if (each instanceof AAAARecord aaaa) {
          addresses.add(aaaa.getAddress());
        }
      }
    }
  }

  private CompletableFuture<Lookup> ask(String text, int type) {
    Name name;
    try {
      name = Name.fromString(text, Name.root);
    } catch (TextParseException notAName) {
      return CompletableFuture.completedFuture(new NoName());
    }
    Question question = new Question(name, type);
    CompletableFuture<Lookup> mine = new CompletableFuture<>();
    CompletableFuture<Lookup> other = running.putIfAbsent(question, mine);
    if (other != null) {
      return other;
    }
    CompletionStage<LookupResult> answer;
    try {
      answer = lookups.lookupAsync(name, type, DClass.IN);
    } catch (RuntimeException bug) {
      answer = CompletableFuture.failedStage(bug);
    }
    CompletionStage<Lookup> unused =
        answer
            .toCompletableFuture()
            .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS) // or the question stays for ever
            .handle((result, failure) -> Lookup.of(result, failure))
            .whenComplete(
                (lookup, bug) -> {
                  running.remove(question);
                  mine.complete(lookup == null ? new Failed(String.valueOf(bug)) : lookup);
                });
    return mine;
  }

  private Lookup await(CompletableFuture<Lookup> lookup) {
    try {
      return lookup.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Failed("interrupted");
    } catch (TimeoutException late) {
      return new Failed("no answer in time");
    } catch (ExecutionException impossible) {
      throw new AssertionError("never completed exceptionally", impossible);
    }
  }

  private record Question(Name name, int type) {}
}
