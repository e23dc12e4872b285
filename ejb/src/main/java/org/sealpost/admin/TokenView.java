package org.sealpost.admin;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.sealpost.account.AccessToken;
import org.sealpost.account.Role;
import org.sealpost.account.Tokens;

/** Reads the tokens: administrators and auditors see everybody's, others their own. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR, Role.Name.SENDER})
public class TokenView {
  @PersistenceContext private EntityManager em;

  @Resource private SessionContext context;

  /** The newest 500, newest first, also those that no longer count. */
  public List<AccessToken> list() {
    Tokens tokens = new Tokens(em, Instant.now(), new SecureRandom());
    boolean all =
        context.isCallerInRole(Role.Name.ADMINISTRATOR)
            || context.isCallerInRole(Role.Name.AUDITOR);
    return all ? tokens.all() : tokens.of(context.getCallerPrincipal().getName());
  }
}
