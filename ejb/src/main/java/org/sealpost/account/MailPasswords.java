package org.sealpost.account;

import java.security.SecureRandom;
import java.time.Instant;
import org.sealpost.config.Settings;
import org.sealpost.refusal.Refusal;
import org.sealpost.sasl.SaslPrep;

/** Sets the passwords of accounts, in the transaction of the caller. */
public final class MailPasswords {
  private static final int MIN_LENGTH = 12;
  private static final int MAX_LENGTH = 256;

  private final BookChanges changes;
  private final Settings settings;
  private final SecureRandom random = new SecureRandom();

  /** For one transaction. */
  public MailPasswords(BookChanges changes, Settings settings) {
    this.changes = changes;
    this.settings = settings;
  }

  /** A password that nobody guesses. */
  public String generate() {
    return GeneratedPassword.next(random);
  }

  /**
   * Sets an account's password; kept is its Argon2id hash, and its SCRAM keys.
   *
   * @throws ChangeRefusedException too short, too long, or with characters nobody can type
   */
  public void set(String account, String password) {
    if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
      throw new ChangeRefusedException(Refusal.PASSWORD_LENGTH, MIN_LENGTH, MAX_LENGTH);
    }
    String prepared =
        SaslPrep.query(password)
            .orElseThrow(() -> new ChangeRefusedException(Refusal.PASSWORD_CHARACTERS));
    changes
        .account(account)
        .setPassword(
            Argon2Hash.of(prepared, random),
            ScramDerivation.of(prepared, settings.accounts().scramIterations(), random),
            Instant.now());
  }
}
