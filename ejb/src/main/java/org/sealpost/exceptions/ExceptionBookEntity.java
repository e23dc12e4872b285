package org.sealpost.exceptions;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row about all exceptions together. */
@Entity
@Table(name = "tls_exception_book")
public class ExceptionBookEntity {
  /** The key of the row. */
  static final int ID = 1;

  @Id private int id = ID;

  private long version;

  /** For JPA. */
  protected ExceptionBookEntity() {}

  int id() {
    return id;
  }

  long version() {
    return version;
  }
}
