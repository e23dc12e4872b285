package org.sealpost.jms;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.sealpost.account.Authentication;
import org.sealpost.account.StoredCredentials;
import org.sealpost.inflow.Credential;
import org.sealpost.inflow.SignIn;

/** Says who may connect to the broker's port: mail accounts, as over SMTP. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ClientSignIn {
  @PersistenceContext private EntityManager em;

  @Inject private Authentication authentication;

  /** The account in its one canonical form; empty where name and password are not right. */
  public String account(String user, String password) {
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
