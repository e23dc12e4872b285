package org.sealpost.web.signin;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Optional;
import org.sealpost.account.ConsoleAccount;
import org.sealpost.account.ConsoleAccounts;
import org.sealpost.account.Role;

/** Asks the accounts of the product. */
@ApplicationScoped
public class ConsoleIdentityStore implements IdentityStore {
  @EJB private ConsoleAccounts accounts;

  @Override
  public CredentialValidationResult validate(Credential credential) {
    if (!(credential instanceof UsernamePasswordCredential typed)) {
      return CredentialValidationResult.NOT_VALIDATED_RESULT;
    }
    Optional<ConsoleAccount> account =
        accounts.verify(typed.getCaller(), typed.getPassword().getValue());
    return account
        .map(
            known ->
                new CredentialValidationResult(new ConsoleCaller(known), Role.names(known.roles())))
        .orElse(CredentialValidationResult.INVALID_RESULT);
  }
}
