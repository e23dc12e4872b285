package org.sealpost.flow;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row about all suppressed addresses together. */
@Entity
@Table(name = "suppression_list")
public class SuppressionListEntity {
  /** The key of the row. */
  static final int ID = 1;

  @Id private int id = ID;

  private long version;

  /** For JPA. */
  protected SuppressionListEntity() {}

  int id() {
    return id;
  }

  long version() {
    return version;
  }
}
