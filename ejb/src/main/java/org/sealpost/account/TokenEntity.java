package org.sealpost.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A token's row. */
@Entity
@Table(name = "access_token")
public class TokenEntity {
  @Id private String id = "";

  private String name = "";
  private String owner = "";

  @Column(name = "secret_hash")
  private String secretHash = "";

  private String roles = "";

  @Column(name = "made_at")
  private long madeAt;

  @Column(name = "ends_at")
  private long endsAt;

  @Column(name = "last_used")
  private @Nullable Long lastUsed;

  @Column(name = "revoked_at")
  private @Nullable Long revokedAt;

  @Column(name = "revoked_by")
  private @Nullable String revokedBy;

  /** For JPA. */
  protected TokenEntity() {}

  TokenEntity(AccessToken token, String secretHash) {
    this.id = token.id();
    this.name = token.name();
    this.owner = token.owner();
    this.secretHash = secretHash;
    this.roles = Role.written(token.roles());
    this.madeAt = token.madeAt().toEpochMilli();
    this.endsAt = token.endsAt().toEpochMilli();
  }

  String secretHash() {
    return secretHash;
  }

  void used(Instant hour) {
    lastUsed = hour.toEpochMilli();
  }

  void revoke(String by, Instant at) {
    revokedAt = at.toEpochMilli();
    revokedBy = by;
  }

  AccessToken toToken() {
    Set<Role> granted = Role.read(roles);
    return new AccessToken(
        id,
        name,
        owner,
        granted,
        Instant.ofEpochMilli(madeAt),
        Instant.ofEpochMilli(endsAt),
        instant(lastUsed),
        instant(revokedAt),
        revokedBy);
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
