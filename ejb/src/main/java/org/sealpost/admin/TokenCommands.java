package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.AccessToken;
import org.sealpost.account.MadeToken;
import org.sealpost.account.Role;
import org.sealpost.account.Tokens;

/**
 * Makes and revokes tokens for programs; each leaves its line in the audit log. Everybody may do so
 * with tokens of their own, whatever their role: a token can do no more than its owner.
 */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR, Role.Name.SENDER})
public class TokenCommands {
  @PersistenceContext private EntityManager em;

  @Resource private SessionContext context;

  /** Makes a token of the caller's own. */
  public MadeToken make(String name, Set<Role> roles, Instant endsAt) {
    MadeToken made = tokens().make(caller(), name, roles, endsAt);
    String may = roles.stream().sorted().map(Role::roleName).collect(Collectors.joining(", "));
    audit("make-token", null, text(made.token()) + ", " + may + ", until " + endsAt);
    return made;
  }

  /** Revokes a token of the caller's own; an administrator's call revokes anybody's. */
  public void revoke(String id) {
    boolean anybodys = context.isCallerInRole(Role.Name.ADMINISTRATOR);
    AccessToken revoked = tokens().revoke(id, anybodys ? null : caller(), caller());
    audit("revoke-token", text(revoked), "revoked");
  }

  private Tokens tokens() {
    return new Tokens(em, Instant.now(), new SecureRandom());
  }

  private String caller() {
    return context.getCallerPrincipal().getName();
  }

  private void audit(String action, @Nullable String before, String after) {
    new AuditLog(em, caller()).add(action, null, before, after, null);
  }

  private static String text(AccessToken token) {
    return token.name() + " (" + token.id() + ") of " + token.owner();
  }
}
