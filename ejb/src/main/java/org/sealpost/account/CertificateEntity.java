package org.sealpost.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The row of a client certificate that an account signs in with. */
@Entity
@Table(name = "account_certificate")
public class CertificateEntity {
  @Id private String fingerprint = "";

  private String account = "";

  /** For JPA. */
  protected CertificateEntity() {}

  CertificateEntity(String fingerprint, String account) {
    this.fingerprint = fingerprint;
    this.account = account;
  }

  String fingerprint() {
    return fingerprint;
  }

  String account() {
    return account;
  }
}
