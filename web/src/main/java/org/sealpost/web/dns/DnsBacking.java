package org.sealpost.web.dns;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import org.sealpost.admin.DomainRecords;
import org.sealpost.admin.PublicationView;

/** The page of DNS records. */
@Named
@RequestScoped
public class DnsBacking {
  @EJB private PublicationView publication;

  private List<DomainRecords> domains = List.of();
  private boolean unnamed;

  @PostConstruct
  void look() {
    domains = publication.records();
    unnamed = !publication.hasPublicName();
  }

  /** The hosted domains that other servers can know. */
  public List<DomainRecords> getDomains() {
    return domains;
  }

  /** Whether this server has no name yet that the records could point to. */
  public boolean isUnnamed() {
    return unnamed;
  }
}
