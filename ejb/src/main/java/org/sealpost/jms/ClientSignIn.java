package org.sealpost.jms;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.sealpost.account.AccessTokens;
import org.sealpost.account.Authentication;
import org.sealpost.account.Role;
import org.sealpost.account.StoredCredentials;
import org.sealpost.inflow.Credential;
import org.sealpost.inflow.SignIn;

/**
 * Says who may connect to the broker's port: mail accounts, as over SMTP, and with a token those
 * who see all mail in the console.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ClientSignIn {
  /** Begins the user names of those who come with a token; no mail account is called so. */
  static final String CONSOLE = "console:";

  private static final Set<Role> READERS =
      EnumSet.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR);

  @PersistenceContext private EntityManager em;

  @Inject private Authentication authentication;

  @EJB private AccessTokens tokens;

  /**
   * The account in its one canonical form, or {@code console:} and the name of a user there; empty
   * where name and password are not right.
   */
  public String account(String user, String password) {
    return user.startsWith(CONSOLE) ? reader(user, password) : mailAccount(user, password);
  }

  private String reader(String user, String token) {
    boolean right =
        tokens
            .verify(token)
            .filter(caller -> user.equals(CONSOLE + caller.owner()))
            .filter(caller -> !Collections.disjoint(caller.roles(), READERS))
            .isPresent();
    if (!right) {
      JmsLog.signInRefused(user);
    }
    return right ? user : "";
  }

  private String mailAccount(String user, String password) {
    SignIn result =
        authentication.signIn(
            new StoredCredentials(em), new Credential.Password(user, password, null));
    if (result instanceof SignIn.Accepted accepted) {
      return accepted.identity();
    }
    JmsLog.signInRefused(user);
    return "";
  }
}
