package org.sealpost.account;

import java.io.Serializable;
import java.util.Set;

/**
 * A person who may sign in.
 *
 * @param name what they sign in with
 * @param roles for example {@code administrator}
 * @param mustChangePassword still on the one-time password: nothing else may be done before
 */
public record ConsoleAccount(String name, Set<String> roles, boolean mustChangePassword)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the set. */
  public ConsoleAccount {
    roles = Set.copyOf(roles);
  }
}
