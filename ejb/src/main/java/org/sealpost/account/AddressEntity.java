package org.sealpost.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The row of an address that belongs to an account. */
@Entity
@Table(name = "mail_address")
public class AddressEntity {
  @Id private String address = "";

  private String account = "";

  /** For JPA. */
  protected AddressEntity() {}

  AddressEntity(String address, String account) {
    this.address = address;
    this.account = account;
  }

  String address() {
    return address;
  }

  String account() {
    return account;
  }
}
