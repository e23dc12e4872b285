package org.sealpost.account;

import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person who may sign in.
 *
 * @param name what they sign in with
 * @param roles what they may do
 * @param mustChangePassword still on the one-time password: nothing else may be done before
 * @param enabled false for somebody who may not sign in now
 * @param mailAccount the mail account in whose name they send, null where they have none
 * @param version counted up with every change: a session begun under another one has ended
 */
public record ConsoleAccount(
    String name,
    Set<Role> roles,
    boolean mustChangePassword,
    boolean enabled,
    @Nullable String mailAccount,
    long version)
    implements Serializable {
  private static final long serialVersionUID = 2L;

  /** Copies the set. */
  public ConsoleAccount {
    roles = Set.copyOf(roles);
  }
}
