package org.sealpost.web.users;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sealpost.account.Role;

/** Roles as the check boxes of a page have them: by name. */
final class ChosenRoles {
  private ChosenRoles() {}

  static Set<Role> of(Collection<String> names) {
    Set<Role> chosen = EnumSet.noneOf(Role.class);
    Arrays.stream(Role.values()).filter(role -> names.contains(role.name())).forEach(chosen::add);
    return chosen;
  }

  static List<String> names(Collection<Role> roles) {
    return roles.stream().sorted().map(Role::name).toList();
  }
}
