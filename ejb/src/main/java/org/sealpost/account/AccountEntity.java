package org.sealpost.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Set;

/** A person's row. */
@Entity
@Table(name = "console_account")
public class AccountEntity {
  @Id private String name = "";

  @Column(name = "password_hash")
  private String passwordHash = "";

  private String roles = "";

  @Column(name = "must_change_password")
  private boolean mustChangePassword;

  /** For JPA. */
  protected AccountEntity() {}

  AccountEntity(String name, String passwordHash, String role) {
    this.name = name;
    this.passwordHash = passwordHash;
    this.roles = role;
    this.mustChangePassword = true;
  }

  String passwordHash() {
    return passwordHash;
  }

  boolean mustChangePassword() {
    return mustChangePassword;
  }

  void setPasswordHash(String hash) {
    passwordHash = hash;
    mustChangePassword = false;
  }

  ConsoleAccount toAccount() {
    return new ConsoleAccount(name, Set.of(roles.split(",", -1)), mustChangePassword);
  }
}
