package org.sealpost.admin;

import jakarta.persistence.EntityManager;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.Directory;
import org.sealpost.account.Role;
import org.sealpost.account.UserChanges;

/**
 * An administrator who changes users, in the transaction of the caller: changes and audit lines.
 */
final class Chief {
  private final UserChanges changes;
  private final AuditLog audit;
  private final String actor;

  Chief(EntityManager em, Directory directory, String actor) {
    this.changes = new UserChanges(em, directory);
    this.audit = new AuditLog(em, actor);
    this.actor = actor;
  }

  NewAccount add(String name, Set<Role> roles, @Nullable String mailAccount) {
    String password = changes.add(name, roles, mailAccount);
    String sends = mailAccount == null ? "" : ", sends as " + mailAccount;
    audit("add-user", null, name + ": " + text(roles) + sends, null);
    return new NewAccount(name, password);
  }

  void setRoles(String name, Set<Role> roles) {
    Set<Role> old = changes.setRoles(name, roles);
    audit("set-roles", name + ": " + text(old), text(roles), null);
  }

  void setMailAccount(String name, @Nullable String mailAccount) {
    String old = changes.setMailAccount(name, mailAccount);
    audit("set-mail-account", name + ": " + (old == null ? "none" : old), mailAccount, null);
  }

  void setEnabled(String name, boolean enabled) {
    changes.setEnabled(name, enabled);
    audit(enabled ? "enable-user" : "disable-user", null, name, null);
  }

  String resetPassword(String name) {
    String password = changes.resetPassword(name);
    audit("reset-password", null, name, null); // the password itself stands nowhere
    return password;
  }

  void remove(String name, String reason) {
    changes.remove(name, actor);
    audit("remove-user", name, null, reason);
  }

  private void audit(
      String action, @Nullable String before, @Nullable String after, @Nullable String reason) {
    audit.add(action, null, before, after, reason);
  }

  private static String text(Set<Role> roles) {
    return roles.stream().sorted().map(Role::roleName).collect(Collectors.joining(", "));
  }
}
