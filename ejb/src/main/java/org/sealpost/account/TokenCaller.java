package org.sealpost.account;

import java.util.Set;

/**
 * Whom a token speaks for.
 *
 * @param owner the user
 * @param token the token's name
 * @param roles what both the token and its owner may do; never empty
 */
public record TokenCaller(String owner, String token, Set<Role> roles) {
  /** Copies the set. */
  public TokenCaller {
    roles = Set.copyOf(roles);
  }
}
