package org.sealpost.account;

import java.security.SecureRandom;
import java.security.cert.TrustAnchor;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.AccountSettings;
import org.sealpost.inflow.Credential;
import org.sealpost.inflow.ScramKeys;
import org.sealpost.inflow.SignIn;
import org.sealpost.sasl.SaslPrep;
import org.sealpost.smtp.Mailbox;

/**
 * Who is it? Decides on every kind of credential (RFC 4954, RFC 4422). A refusal does not say why,
 * and costs the same whether there is such an account or not. Thread-safe; lives as long as the
 * application.
 */
public final class Authentication {
  /** No password is longer; a longer text would only cost. */
  private static final int MAX_PASSWORD = 1_024;

  private static final int PATIENCE_SECONDS = 10;

  /** The key of no account: looked up where there is none, so that it takes the same time. */
  private static final String NOBODY = "";

  private static final SignIn REFUSED = new SignIn.Refused();

  private final Directory directory;
  private final int scramIterations;
  private final byte[] secret;
  private final @Nullable BearerTokens tokens;
  private final ClientCertificates certificates;
  private final RecentPasswords recent;

  /** Each Argon2 computation takes a processor and 19 MiB. */
  private final Semaphore computations =
      new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  Authentication(
      Directory directory,
      int scramIterations,
      byte[] secret,
      @Nullable BearerTokens tokens,
      ClientCertificates certificates,
      InstantSource clock) {
    this.directory = directory;
    this.scramIterations = scramIterations;
    this.secret = secret.clone();
    this.tokens = tokens;
    this.certificates = certificates;
    this.recent = new RecentPasswords(clock, new SecureRandom());
  }

  /**
   * As the settings say.
   *
   * @param secret of this installation, the same at every start
   * @param clientRoots authorities whose client certificates are believed
   */
  public static Authentication of(
      AccountSettings settings, Directory directory, byte[] secret, Set<TrustAnchor> clientRoots) {
    InstantSource clock = InstantSource.system();
    AccountSettings.TokenIssuer issuer = settings.tokens();
    return new Authentication(
        directory,
        settings.scramIterations(),
        secret,
        issuer == null ? null : new BearerTokens(issuer, IssuerKeys.at(issuer.keys()), clock),
        new ClientCertificates(clientRoots, clock),
        clock);
  }

  /** See {@link org.sealpost.inflow.MailTransactionListener#scramKeys}. */
  public ScramKeys scramKeys(StoredCredentials stored, String userName) {
    MailAccountEntity account = stored.find(account(userName).orElse(NOBODY));
    ScramKeys nobodys =
        ScramDerivation.ofNobody(secret, userName.toLowerCase(Locale.ROOT), scramIterations);
    ScramKeys own = account == null ? null : account.scramKeys();
    return own == null ? nobodys : own;
  }

  /** See {@link org.sealpost.inflow.MailTransactionListener#signIn}. */
  public SignIn signIn(StoredCredentials stored, Credential credential) {
    if (credential instanceof Credential.Password password) {
      return password(stored, password);
    }
    if (credential instanceof Credential.ScramProven proven) {
      return accepted(account(proven.userName()), proven.authorizationId());
    }
    if (credential instanceof Credential.BearerToken bearer) {
      return bearer(bearer);
    }
    if (credential instanceof Credential.ClientCertificate certificate) {
      return certificate(stored, certificate);
    }
    throw new AssertionError(credential);
  }

  private SignIn password(StoredCredentials stored, Credential.Password offered) {
    Optional<String> name = account(offered.userName());
    MailAccountEntity account = stored.find(name.orElse(NOBODY));
    Optional<String> prepared =
        offered.password().length() > MAX_PASSWORD
            ? Optional.empty()
            : SaslPrep.query(offered.password());
    if (prepared.isEmpty()) {
      return REFUSED; // nobody has such a password, whoever they are
    }
    String hash = account == null ? null : account.passwordHash();
    if (hash != null && recent.knows(prepared.get(), hash)) {
      return accepted(name, offered.authorizationId());
    }
    return computed(prepared.get(), hash)
        .map(right -> right ? accepted(name, offered.authorizationId()) : REFUSED)
        .orElseGet(SignIn.Unavailable::new);
  }

  /** Whether the password is right; empty where too many others are being checked. */
  private Optional<Boolean> computed(String prepared, @Nullable String hash) {
    try {
      if (!computations.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        AccountLog.tooManyPasswords();
        return Optional.empty();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      if (hash == null) {
        return Optional.of(Argon2Hash.matchesNobody(prepared));
      }
      boolean right = Argon2Hash.matches(prepared, hash);
      if (right) {
        recent.add(prepared, hash);
      }
      return Optional.of(right);
    } finally {
      computations.release();
    }
  }

  private SignIn bearer(Credential.BearerToken bearer) {
    if (tokens == null) {
      return REFUSED;
    }
    BearerTokens.Reading reading = tokens.read(bearer.token());
    if (reading instanceof BearerTokens.Reading.KeysMissing) {
      return new SignIn.Unavailable();
    }
    return reading instanceof BearerTokens.Reading.Valid valid
        ? accepted(account(valid.address()), bearer.authorizationId())
        : REFUSED;
  }

  private SignIn certificate(StoredCredentials stored, Credential.ClientCertificate offered) {
    if (!certificates.isValidNow(offered.chain().get(0))) {
      return REFUSED;
    }
    String fingerprint = ClientCertificates.fingerprint(offered.chain().get(0));
    List<String> accounts =
        Stream.concat(
                stored.accountOfCertificate(fingerprint).stream(),
                certificates.believedAddresses(offered.chain()).stream()
                    .flatMap(address -> account(address).stream()))
            .distinct()
            .toList();
    // A certificate may speak for several accounts; then the client has to say which (RFC 4422
    // appendix A).
    List<String> meant =
        isSaid(offered.authorizationId())
            ? accounts.stream().filter(one -> isMeant(one, offered.authorizationId())).toList()
            : accounts;
    return meant.size() == 1 ? accepted(Optional.of(meant.get(0)), null) : REFUSED;
  }

  private SignIn accepted(Optional<String> account, @Nullable String authorizationId) {
    return account
        .filter(name -> directory.current().isEnabled(name))
        // Nobody acts for somebody else here: RFC 4422 §3.4.1 leaves that to the server.
        .filter(name -> !isSaid(authorizationId) || isMeant(name, authorizationId))
        .<SignIn>map(SignIn.Accepted::new)
        .orElse(REFUSED);
  }

  private static boolean isSaid(@Nullable String authorizationId) {
    return authorizationId != null && !authorizationId.isEmpty();
  }

  private boolean isMeant(String account, @Nullable String authorizationId) {
    return authorizationId != null && account(authorizationId).filter(account::equals).isPresent();
  }

  private Optional<String> account(String userName) {
    return Mailbox.parse(userName).flatMap(directory.current()::account);
  }
}
