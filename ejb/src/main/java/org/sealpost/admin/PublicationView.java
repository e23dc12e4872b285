package org.sealpost.admin;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.sealpost.account.Directory;
import org.sealpost.account.Role;
import org.sealpost.config.Settings;
import org.sealpost.dkim.DkimKey;
import org.sealpost.mtasts.OwnPolicy;
import org.sealpost.smtp.Domain;

/** What has to be published for the domains hosted here. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR})
public class PublicationView {
  /** More would be no page that anybody reads. */
  private static final int MOST = 500;

  @PersistenceContext private EntityManager em;

  @Inject private Settings settings;

  @Inject private Directory directory;

  @Inject private DkimKey dkimKey;

  /** The DNS records of each domain that other servers can know, in the order of their names. */
  public List<DomainRecords> records() {
    List<Domain> domains =
        new DirectoryQuery(em, settings.mail().localDomains())
            .domains("", 0, MOST).stream().map(row -> row.domain().name()).toList();
    return publication().records(domains);
  }

  /** Whether the host name is one by which other servers can find this one. */
  public boolean hasPublicName() {
    return publication().hasPublicName();
  }

  /**
   * The MTA-STS policy that a host serves.
   *
   * @param host the host part of a request
   * @return empty where it is not {@code mta-sts.} and a hosted domain, or none is published
   */
  @PermitAll
  public Optional<String> policyOf(String host) {
    return publication().policyOf(host);
  }

  private Publication publication() {
    return new Publication(
        settings.hostName(),
        domain -> directory.current().hosts(domain),
        OwnPolicy.of(settings.mtaSts()),
        new Publication.Reports(
            settings.tlsReports().localPart(), dkimKey, settings.tlsReports().contact().domain()));
  }
}
