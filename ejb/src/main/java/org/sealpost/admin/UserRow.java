package org.sealpost.admin;

import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.ConsoleAccount;
import org.sealpost.account.Role;

/**
 * Somebody who may use the console.
 *
 * @param onOneTimePassword they have not signed in since the password was generated
 * @param mailAccount the mail account in whose name they send; null where they have none
 */
public record UserRow(
    String name,
    Set<Role> roles,
    boolean enabled,
    boolean onOneTimePassword,
    @Nullable String mailAccount)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the set. */
  public UserRow {
    roles = Set.copyOf(roles);
  }

  static UserRow of(ConsoleAccount account) {
    return new UserRow(
        account.name(),
        account.roles(),
        account.enabled(),
        account.mustChangePassword(),
        account.mailAccount());
  }
}
