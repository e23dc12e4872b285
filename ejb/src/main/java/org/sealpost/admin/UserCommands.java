package org.sealpost.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Directory;
import org.sealpost.account.Role;

/**
 * What an administrator does to those who may use the console. Every command writes its line to the
 * audit log in the same transaction; whoever it is about is signed out by it. What cannot be done
 * throws {@link org.sealpost.account.ChangeRefusedException} with a sentence for the administrator.
 */
@Stateless
@RolesAllowed(Role.Name.ADMINISTRATOR)
public class UserCommands {
  @PersistenceContext private EntityManager em;

  @Inject private Directory directory;

  /**
   * Makes a user.
   *
   * @param mailAccount in whose name they send; null for none
   * @return the name and a one-time password, to be shown once
   */
  public NewAccount add(String actor, String name, Set<Role> roles, @Nullable String mailAccount) {
    return chief(actor).add(name, roles, mailAccount);
  }

  /** Gives a user other roles, at least one. */
  public void setRoles(String actor, String name, Set<Role> roles) {
    chief(actor).setRoles(name, roles);
  }

  /** Sets in whose name a user sends; null for nobody's. */
  public void setMailAccount(String actor, String name, @Nullable String mailAccount) {
    chief(actor).setMailAccount(name, mailAccount);
  }

  /** Lets a user sign in, or not. */
  public void setEnabled(String actor, String name, boolean enabled) {
    chief(actor).setEnabled(name, enabled);
  }

  /**
   * Changes what is given, all of it or nothing.
   *
   * @param roles empty to leave them as they are
   * @param mailAccount null to leave it as it is, empty for none
   * @param enabled null to leave it as it is
   */
  public void change(
      String actor,
      String name,
      Set<Role> roles,
      @Nullable String mailAccount,
      @Nullable Boolean enabled) {
    if (!roles.isEmpty()) {
      setRoles(actor, name, roles);
    }
    if (mailAccount != null) {
      setMailAccount(actor, name, mailAccount);
    }
    if (enabled != null) {
      setEnabled(actor, name, enabled);
    }
  }

  /** Gives a user a one-time password, which is returned to be shown once. */
  public String resetPassword(String actor, String name) {
    return chief(actor).resetPassword(name);
  }

  /** Removes a user. */
  public void remove(String actor, String name, String reason) {
    chief(actor).remove(name, reason);
  }

  private Chief chief(String actor) {
    return new Chief(em, directory, actor);
  }
}
