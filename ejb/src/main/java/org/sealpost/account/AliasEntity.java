package org.sealpost.account;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The row of an alias with those of its targets. */
@Entity
@Table(name = "mail_alias")
public class AliasEntity {
  @Id private String address = "";

  @ElementCollection
  @CollectionTable(name = "mail_alias_target", joinColumns = @JoinColumn(name = "alias"))
  @Column(name = "target")
  private Set<String> targets = new HashSet<>();

  /** For JPA. */
  protected AliasEntity() {}

  AliasEntity(String address, Collection<String> targets) {
    this.address = address;
    this.targets.addAll(targets);
  }

  /** The address that leads elsewhere. */
  public String address() {
    return address;
  }

  /** In alphabetical order. */
  public List<String> targets() {
    return targets.stream().sorted().toList();
  }

  void setTargets(Collection<String> changed) {
    targets.retainAll(changed);
    targets.addAll(changed);
  }
}
