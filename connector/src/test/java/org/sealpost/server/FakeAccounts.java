package org.sealpost.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.Credential;
import org.sealpost.inflow.ScramKeys;
import org.sealpost.inflow.SignIn;
import org.sealpost.testkit.ScramSecret;

/** One account that can sign in in every way, one with an ASCII password, and nobody else. */
final class FakeAccounts {
  static final String NAME = "alice@test.example";
  static final String PASSWORD = "pencil \u00e4 \u2168";

  /** The password as SASLprep leaves it. */
  static final String PREPARED_PASSWORD = "pencil \u00e4 IX";

  /** For clients that know no other characters. */
  static final String ASCII_NAME = "bob@test.example";

  static final String ASCII_PASSWORD = "bob's secret";

  static final String TOKEN = "bearer.token-1";
  static final String IDENTITY = "account-of-alice";

  private final List<Credential> seen = new CopyOnWriteArrayList<>();
  private final List<Consumer<SignIn>> held = new CopyOnWriteArrayList<>();
  private volatile boolean unavailable;
  private volatile boolean holding;

  List<Credential> seen() {
    return seen;
  }

  /** From now on nothing can be found out. */
  void becomeUnavailable() {
    unavailable = true;
  }

  /** From now on attempts to sign in are not answered. */
  void hold() {
    holding = true;
  }

  List<Consumer<SignIn>> held() {
    return held;
  }

  void scramKeys(String userName, Consumer<Optional<ScramKeys>> answer) {
    if (unavailable) {
      answer.accept(Optional.empty());
      return;
    }
    byte[] salt = ("salt of " + userName).getBytes(StandardCharsets.UTF_8);
    String password = userName.equals(NAME) ? PREPARED_PASSWORD : "nobody has this " + userName;
    answer.accept(Optional.of(ScramSecret.keys(password, salt, 4096)));
  }

  void signIn(Credential credential, Consumer<SignIn> answer) {
    seen.add(credential);
    if (holding) {
      held.add(answer);
    } else if (unavailable) {
      answer.accept(new SignIn.Unavailable());
    } else {
      answer.accept(isRight(credential) ? new SignIn.Accepted(IDENTITY) : new SignIn.Refused());
    }
  }

  private static boolean isRight(Credential credential) {
    if (credential instanceof Credential.Password password) {
      String right = password.userName().equals(ASCII_NAME) ? ASCII_PASSWORD : PREPARED_PASSWORD;
      return List.of(NAME, ASCII_NAME).contains(password.userName())
          && password.password().equals(right)
          && mayActAs(password.authorizationId());
    }
    if (credential instanceof Credential.ScramProven proven) {
      return proven.userName().equals(NAME) && mayActAs(proven.authorizationId());
    }
    if (credential instanceof Credential.BearerToken bearer) {
      return bearer.token().equals(TOKEN) && mayActAs(bearer.authorizationId());
    }
    if (credential instanceof Credential.ClientCertificate certificate) {
      String subject = certificate.chain().get(0).getSubjectX500Principal().getName();
      return subject.equals("CN=alice.test.example") && mayActAs(certificate.authorizationId());
    }
    return false;
  }

  private static boolean mayActAs(@Nullable String authorizationId) {
    return authorizationId == null || authorizationId.equals(NAME);
  }
}
