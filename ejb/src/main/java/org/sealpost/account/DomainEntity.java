package org.sealpost.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;

/** The row of a domain that is hosted here. */
@Entity
@Table(name = "hosted_domain")
public class DomainEntity {
  @Id private String name = "";

  @Column(name = "tag_separator")
  private String separator = "";

  @Column(name = "case_sensitive")
  private boolean caseSensitive;

  @Column(name = "catch_all")
  private @Nullable String catchAll;

  private boolean enabled = true;

  /** For JPA. */
  protected DomainEntity() {}

  DomainEntity(HostedDomain domain) {
    name = domain.name().name();
    change(domain);
  }

  void change(HostedDomain rules) {
    separator = rules.separator();
    caseSensitive = rules.caseSensitive();
    catchAll = rules.catchAll();
    enabled = rules.enabled();
  }

  /** What it says. */
  public HostedDomain toDomain() {
    return new HostedDomain(Domain.of(name), separator, caseSensitive, catchAll, enabled);
  }
}
