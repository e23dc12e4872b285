package org.sealpost.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sealpost.smtp.Domain;

/** A DNS with what a test puts into it: names nobody put there do not exist. */
public final class FakeDns implements DnsClient {
  private final Map<Domain, MxAnswer> mx = new ConcurrentHashMap<>();
  private final Map<String, AddressAnswer> addresses = new ConcurrentHashMap<>();
  private final Map<String, TextAnswer> texts = new ConcurrentHashMap<>();
  private final Map<String, TlsaAnswer> tlsa = new ConcurrentHashMap<>();

  /** MX hosts in order, unsigned. */
  public FakeDns mx(String domain, String... hosts) {
    List<MxHost> records = new ArrayList<>();
    for (String host : hosts) {
      records.add(new MxHost(host, 10 * (records.size() + 1)));
    }
    return answer(domain, new MxAnswer.Hosts(SecurityStatus.INSECURE, records, domain));
  }

  /** MX hosts in order, validated. */
  public FakeDns secureMx(String domain, String... hosts) {
    mx(domain, hosts);
    MxAnswer.Hosts insecure = (MxAnswer.Hosts) mx(Domain.of(domain));
    return answer(domain, new MxAnswer.Hosts(SecurityStatus.SECURE, insecure.hosts(), domain));
  }

  /** Any answer. */
  public FakeDns answer(String domain, MxAnswer answer) {
    mx.put(Domain.of(domain), answer);
    return this;
  }

  /** The addresses of a host. */
  public FakeDns address(String host, String... numeric) {
    List<InetAddress> all = new ArrayList<>();
    for (String text : numeric) {
      try {
        all.addAll(List.of(InetAddress.getAllByName(text)));
      } catch (UnknownHostException wrong) {
        throw new IllegalArgumentException(wrong);
      }
    }
    return answer(host, new AddressAnswer.Addresses(SecurityStatus.INSECURE, all, List.of()));
  }

  /** Vouches for the addresses of a host: its TLSA records may be under these names. */
  public FakeDns sign(String host, String... tlsaBaseDomains) {
    AddressAnswer.Addresses known = (AddressAnswer.Addresses) addresses(host);
    List<String> names = List.of(tlsaBaseDomains);
    return answer(
        host, new AddressAnswer.Addresses(SecurityStatus.SECURE, known.addresses(), names));
  }

  /** Any answer. */
  public FakeDns answer(String host, AddressAnswer answer) {
    addresses.put(host, answer);
    return this;
  }

  /** What the TLSA lookup of a base domain answers, whatever the port. */
  public FakeDns answer(String baseDomain, TlsaAnswer answer) {
    tlsa.put(baseDomain, answer);
    return this;
  }

  /** A host whose addresses cannot be found out. */
  public FakeDns broken(String host) {
    addresses.put(host, new AddressAnswer.NotFoundOut(SecurityStatus.INDETERMINATE, "SERVFAIL"));
    return this;
  }

  /** The TXT records of a name; without any, there is none. */
  public FakeDns text(String name, String... records) {
    texts.put(
        name,
        records.length == 0
            ? new TextAnswer.None(SecurityStatus.INSECURE)
            : new TextAnswer.Texts(SecurityStatus.INSECURE, List.of(records)));
    return this;
  }

  /** A name whose TXT records cannot be found out. */
  public FakeDns brokenText(String name) {
    texts.put(name, new TextAnswer.NotFoundOut(SecurityStatus.INDETERMINATE, "SERVFAIL"));
    return this;
  }

  @Override
  public MxAnswer mx(Domain domain) {
    MxAnswer answer = mx.get(domain);
    return answer == null ? new MxAnswer.NoSuchDomain(SecurityStatus.INSECURE) : answer;
  }

  @Override
  public TlsaAnswer tlsa(String host, int port) {
    TlsaAnswer answer = tlsa.get(host);
    return answer == null ? new TlsaAnswer.None(SecurityStatus.SECURE) : answer;
  }

  @Override
  public AddressAnswer addresses(String host) {
    AddressAnswer answer = addresses.get(host);
    return answer == null ? new AddressAnswer.None(SecurityStatus.INSECURE) : answer;
  }

  @Override
  public TextAnswer texts(String name) {
    TextAnswer answer = texts.get(name);
    return answer == null ? new TextAnswer.None(SecurityStatus.INSECURE) : answer;
  }
}
