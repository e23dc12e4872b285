package org.sealpost.flow;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row about all rules together. */
@Entity
@Table(name = "flow_book")
public class FlowBookEntity {
  /** The key of the row. */
  static final int ID = 1;

  @Id private int id = ID;

  private long version;

  /** For JPA. */
  protected FlowBookEntity() {}

  int id() {
    return id;
  }

  long version() {
    return version;
  }
}
