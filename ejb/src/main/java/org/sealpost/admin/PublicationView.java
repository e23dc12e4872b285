package org.sealpost.admin;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.sealpost.config.Settings;
import org.sealpost.mtasts.OwnPolicy;

/** What has to be published for the domains hosted here. */
@Stateless
public class PublicationView {
  @Inject private Settings settings;

  /** The DNS records of each domain that other servers can know, in the order of their names. */
  public List<DomainRecords> records() {
    return publication().records();
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
  public Optional<String> policyOf(String host) {
    return publication().policyOf(host);
  }

  private Publication publication() {
    return new Publication(
        settings.hostName(), settings.mail().localDomains(), OwnPolicy.of(settings.mtaSts()));
  }
}
