package org.sealpost.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  private boolean enabled = true;

  @Column(name = "mail_account")
  private @Nullable String mailAccount;

  /** Not JPA's version: it is counted by what ends a session, and read by every request. */
  private long version;

  /** For JPA. */
  protected AccountEntity() {}

  AccountEntity(String name, String passwordHash, Set<Role> roles) {
    this.name = name;
    this.passwordHash = passwordHash;
    this.roles = Role.written(roles);
    this.mustChangePassword = true;
  }

  String name() {
    return name;
  }

  String passwordHash() {
    return passwordHash;
  }

  boolean mustChangePassword() {
    return mustChangePassword;
  }

  /** The person's own password. */
  void setPasswordHash(String hash) {
    passwordHash = hash;
    mustChangePassword = false;
    version++;
  }

  /** One that somebody else knows: to be changed at the next sign-in. */
  void setOneTimePasswordHash(String hash) {
    passwordHash = hash;
    mustChangePassword = true;
    version++;
  }

  Set<Role> roles() {
    return Role.read(roles);
  }

  void setRoles(Set<Role> changed) {
    roles = Role.written(changed);
    version++;
  }

  boolean enabled() {
    return enabled;
  }

  void setEnabled(boolean changed) {
    enabled = changed;
    version++;
  }

  @Nullable String mailAccount() {
    return mailAccount;
  }

  void setMailAccount(@Nullable String account) {
    mailAccount = account;
  }

  ConsoleAccount toAccount() {
    return new ConsoleAccount(name, roles(), mustChangePassword, enabled, mailAccount, version);
  }
}
