package org.sealpost.account;

import java.io.Serializable;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token for programs; its secret is not.
 *
 * @param id the part that is no secret
 * @param name what its owner calls it
 * @param owner the user in whose name it acts
 * @param roles what it may do, as long as its owner may do it
 * @param endsAt when it stops to count
 * @param lastUsed to the hour; null where it never was
 * @param revokedAt when it was taken back; null where it was not
 */
public record AccessToken(
    String id,
    String name,
    String owner,
    Set<Role> roles,
    Instant madeAt,
    Instant endsAt,
    @Nullable Instant lastUsed,
    @Nullable Instant revokedAt,
    @Nullable String revokedBy)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the set. */
  public AccessToken {
    roles = Set.copyOf(roles);
  }

  /** Whether it counts at that moment. */
  public boolean counts(Instant now) {
    return revokedAt == null && now.isBefore(endsAt);
  }
}
