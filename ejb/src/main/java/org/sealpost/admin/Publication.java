package org.sealpost.admin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.sealpost.admin.DnsRecord.Purpose;
import org.sealpost.dkim.DkimKey;
import org.sealpost.mtasts.OwnPolicy;
import org.sealpost.smtp.Domain;

/** What has to be published for the domains hosted here: DNS records and the MTA-STS policy. */
final class Publication {
  private static final String POLICY_HOST = "mta-sts.";
  private static final int MOST_STRING = 255;

  private final Domain hostName;
  private final Predicate<Domain> hosted;
  private final Optional<OwnPolicy> policy;
  private final Reports reports;

  /**
   * @param hosted whether a domain is one of ours
   * @param policy empty where none is published
   */
  Publication(
      Domain hostName, Predicate<Domain> hosted, Optional<OwnPolicy> policy, Reports reports) {
    this.reports = reports;
    this.hostName = hostName;
    this.hosted = hosted;
    this.policy = policy;
  }

  /**
   * About reports of TLS and what is signed.
   *
   * @param localPart of the address that reports come to
   * @param key what this server signs with
   * @param signer the domain that our own reports are signed for
   */
  record Reports(String localPart, DkimKey key, Domain signer) {}

  /** Whether other servers could find this one by its name. */
  boolean hasPublicName() {
    return isPublic(hostName);
  }

  private static boolean isPublic(Domain domain) {
    return !domain.isAddressLiteral() && domain.name().contains(".");
  }

  /** The records of each domain that other servers can know, in the order of their names. */
  List<DomainRecords> records(Collection<Domain> domains) {
    List<DomainRecords> all =
        new ArrayList<>(
            domains.stream()
                .filter(Publication::isPublic)
                .sorted(Comparator.comparing(Domain::name))
                .map(this::records)
                .toList());
    Domain signer = reports.signer();
    if (isPublic(signer) && !domains.contains(signer)) {
      // Our own reports about TLS are signed for it, hosted or not.
      all.add(new DomainRecords(signer.display(), List.of(key(signer))));
    }
    return all;
  }

  private DnsRecord key(Domain domain) {
    String name = reports.key().recordName(domain.name()) + ".";
    return new DnsRecord(Purpose.DKIM, "TXT", name, strings(reports.key().record()));
  }

  /** RFC 1035 §3.3: a string has at most 255 octets; a record may have several. */
  private static String strings(String text) {
    StringBuilder all = new StringBuilder();
    for (int start = 0; start < text.length(); start += MOST_STRING) {
      String part = text.substring(start, Math.min(text.length(), start + MOST_STRING));
      all.append(start == 0 ? "" : " ").append('"').append(part).append('"');
    }
    return all.toString();
  }

  private DomainRecords records(Domain domain) {
    String zone = domain.name() + ".";
    List<DnsRecord> records = new ArrayList<>();
    records.add(new DnsRecord(Purpose.MX, "MX", zone, "10 " + hostName.name() + "."));
    policy.ifPresent(
        own -> {
          records.add(text(Purpose.MTA_STS, "_mta-sts." + zone, own.record()));
          records.add(
              new DnsRecord(
                  Purpose.POLICY_HOST, "CNAME", POLICY_HOST + zone, hostName.name() + "."));
        });
    records.add(key(domain));
    String report = "v=TLSRPTv1; rua=mailto:" + reports.localPart() + "@" + domain.name();
    records.add(text(Purpose.TLS_REPORT, "_smtp._tls." + zone, report));
    return new DomainRecords(domain.display(), records);
  }

  private static DnsRecord text(Purpose purpose, String name, String text) {
    return new DnsRecord(purpose, "TXT", name, '"' + text + '"');
  }

  /**
   * The policy as a Policy Host serves it.
   *
   * @param host as the request names it; case and a dot at the end do not count
   * @return empty where no policy is published or the host is not that of a hosted domain
   */
  Optional<String> policyOf(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (!name.startsWith(POLICY_HOST)) {
      return Optional.empty();
    }
    return Domain.parse(name.substring(POLICY_HOST.length()))
        .filter(Publication::isPublic)
        .filter(hosted)
        .flatMap(domain -> policy)
        .map(OwnPolicy::text);
  }
}
