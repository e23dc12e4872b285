package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import java.util.List;
import java.util.Optional;
import org.sealpost.account.ConsoleAccounts;
import org.sealpost.account.Role;

/** Reads who may use the console. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.AUDITOR})
public class UserView {
  private static final int MOST = 500;

  @EJB private ConsoleAccounts accounts;

  /** One page of them, by name. */
  public List<UserRow> list(int first, int most) {
    return accounts.list(first, Math.min(most, MOST)).stream().map(UserRow::of).toList();
  }

  /** Those that come after a name, empty for the first of them. */
  public List<UserRow> after(String name, int most) {
    return accounts.after(name, Math.min(most, MOST)).stream().map(UserRow::of).toList();
  }

  /** How many there are. */
  public long count() {
    return accounts.count();
  }

  /** One of them. */
  public Optional<UserRow> user(String name) {
    return accounts.find(name).map(UserRow::of);
  }
}
