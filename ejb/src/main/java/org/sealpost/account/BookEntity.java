package org.sealpost.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** The one row about all the domains, accounts and aliases together. */
@Entity
@Table(name = "address_book")
public class BookEntity {
  /** The key of the row. */
  static final int ID = 1;

  private static final int SECRET_OCTETS = 32;

  @Id private int id = ID;

  private long version;

  private byte @Nullable [] secret;

  /** For JPA. */
  protected BookEntity() {}

  int id() {
    return id;
  }

  long version() {
    return version;
  }

  /** The installation's secret, made at the first use. */
  byte[] secret(SecureRandom random) {
    byte[] known = secret;
    if (known == null) {
      known = new byte[SECRET_OCTETS];
      random.nextBytes(known);
      secret = known;
    }
    return known.clone();
  }
}
