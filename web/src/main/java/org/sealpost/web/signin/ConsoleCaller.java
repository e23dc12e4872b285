package org.sealpost.web.signin;

import jakarta.security.enterprise.CallerPrincipal;
import org.sealpost.account.ConsoleAccount;

/** Who has just signed in, with the account as it was at that moment. */
final class ConsoleCaller extends CallerPrincipal {
  private static final long serialVersionUID = 1L;

  private final boolean mustChangePassword;
  private final long accountVersion;

  ConsoleCaller(ConsoleAccount account) {
    super(account.name());
    this.mustChangePassword = account.mustChangePassword();
    this.accountVersion = account.version();
  }

  boolean mustChangePassword() {
    return mustChangePassword;
  }

  long accountVersion() {
    return accountVersion;
  }
}
