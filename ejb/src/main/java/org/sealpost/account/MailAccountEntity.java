package org.sealpost.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ScramKeys;

/** The row of an account: a mailbox with what its owner proves themselves by. */
@Entity
@Table(name = "mail_account")
public class MailAccountEntity {
  @Id private String name = "";

  @Column(name = "password_hash")
  private @Nullable String passwordHash;

  @Column(name = "scram_salt")
  private byte @Nullable [] scramSalt;

  @Column(name = "scram_iterations")
  private int scramIterations;

  @Column(name = "scram_stored_key")
  private byte @Nullable [] scramStoredKey;

  @Column(name = "scram_server_key")
  private byte @Nullable [] scramServerKey;

  private boolean enabled = true;

  @Column(name = "password_set_at")
  private @Nullable Long passwordSetAt;

  /** For JPA. */
  protected MailAccountEntity() {}

  MailAccountEntity(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  public boolean enabled() {
    return enabled;
  }

  void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  /** When it got its password; null where it has none. */
  public @Nullable Instant passwordSet() {
    return passwordSetAt == null ? null : Instant.ofEpochMilli(passwordSetAt);
  }

  /** The Argon2id hash, null where there is no password. */
  @Nullable String passwordHash() {
    return passwordHash;
  }

  /** Null where there is no password. */
  @Nullable ScramKeys scramKeys() {
    byte[] salt = scramSalt;
    byte[] stored = scramStoredKey;
    byte[] server = scramServerKey;
    return salt == null || stored == null || server == null
        ? null
        : new ScramKeys(salt, scramIterations, stored, server);
  }

  void setPassword(String hash, ScramKeys keys, Instant now) {
    passwordHash = hash;
    scramSalt = keys.salt();
    scramIterations = keys.iterations();
    scramStoredKey = keys.storedKey();
    scramServerKey = keys.serverKey();
    passwordSetAt = now.toEpochMilli();
  }
}
