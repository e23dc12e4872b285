package org.sealpost.account;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person, or a token, may do. The container knows the roles by {@link #roleName}; the beans
 * of {@code admin} say which of them each method asks for.
 */
public enum Role {
  /** Everything. */
  ADMINISTRATOR,
  /** Changes the queue, flow and exceptions; not users, tokens of others, domains and accounts. */
  OPERATOR,
  /** Reads everything and changes nothing. */
  AUDITOR,
  /** Sends, sees the messages that their own mail account handed in, and nothing else. */
  SENDER;

  /** The names, where an annotation needs a constant. */
  public static final class Name {
    /** See {@link Role#ADMINISTRATOR}. */
    public static final String ADMINISTRATOR = "administrator";

    /** See {@link Role#OPERATOR}. */
    public static final String OPERATOR = "operator";

    /** See {@link Role#AUDITOR}. */
    public static final String AUDITOR = "auditor";

    /** See {@link Role#SENDER}. */
    public static final String SENDER = "sender";

    private Name() {}
  }

  /** The name that the container and the database know. */
  public String roleName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that name. */
  public static Optional<Role> of(String roleName) {
    return Arrays.stream(values()).filter(role -> role.roleName().equals(roleName)).findFirst();
  }

  /** The roles of a list with commas; a name that is none grants nothing. */
  static Set<Role> read(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .flatMap(name -> of(name).stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
  }

  /** The roles as a list with commas. */
  static String written(Set<Role> roles) {
    return roles.stream().sorted().map(Role::roleName).collect(Collectors.joining(","));
  }

  /** The roles that somebody with these may give a token: an administrator any, others theirs. */
  public static Set<Role> grantable(Set<Role> own) {
    return own.contains(ADMINISTRATOR) ? EnumSet.allOf(Role.class) : own;
  }

  /** The names of all these roles. */
  public static Set<String> names(Set<Role> roles) {
    return roles.stream().map(Role::roleName).collect(Collectors.toUnmodifiableSet());
  }
}
