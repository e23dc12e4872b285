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
import org.jspecify.annotations.Nullable;
import org.sealpost.account.AccessToken;
import org.sealpost.account.Role;
import org.sealpost.account.Tokens;

/** Reads the tokens: administrators and auditors see everybody's, others their own. */
@Stateless
@RolesAllowed({Role.Name.ADMINISTRATOR, Role.Name.OPERATOR, Role.Name.AUDITOR, Role.Name.SENDER})
public class TokenView {
  private static final int MOST = 500;

  @PersistenceContext private EntityManager em;

  @Resource private SessionContext context;

  /** One page of them, newest first, also those that no longer count. */
  public List<AccessToken> list(int first, int most) {
    return tokens().list(owner(), first, Math.min(most, MOST));
  }

  /** Those that come after one in that order, empty for the newest; none after an unknown one. */
  public List<AccessToken> after(String id, int most) {
    return id.isEmpty() ? list(0, most) : tokens().after(owner(), id, Math.min(most, MOST));
  }

  /** How many there are. */
  public long count() {
    return tokens().count(owner());
  }

  private Tokens tokens() {
    return new Tokens(em, Instant.now(), new SecureRandom());
  }

  /** Whose; null for everybody's. */
  private @Nullable String owner() {
    boolean all =
        context.isCallerInRole(Role.Name.ADMINISTRATOR)
            || context.isCallerInRole(Role.Name.AUDITOR);
    return all ? null : context.getCallerPrincipal().getName();
  }
}
