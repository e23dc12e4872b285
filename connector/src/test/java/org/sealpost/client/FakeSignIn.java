package org.sealpost.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.sealpost.inflow.Credential;
import org.sealpost.inflow.ScramKeys;
import org.sealpost.sasl.Exchange;
import org.sealpost.sasl.LoginExchange;
import org.sealpost.sasl.PlainExchange;
import org.sealpost.sasl.ScramExchange;
import org.sealpost.sasl.Step;
import org.sealpost.testkit.ScramSecret;

/** The server's side of AUTH in a {@link FakeMx}: one user, one password. */
final class FakeSignIn {
  private static final byte[] SALT = "salt of the fake".getBytes(StandardCharsets.US_ASCII);
  private static final int ITERATIONS = 4096;

  private final String userName;
  private final String password;
  private final Dialogue dialogue;

  /** The connection it talks over. */
  interface Dialogue {
    String ask(String reply) throws IOException;
  }

  FakeSignIn(String userName, String password, Dialogue dialogue) {
    this.userName = userName;
    this.password = password;
    this.dialogue = dialogue;
  }

  /** Carries it out and gives the last reply. */
  String answer(String line) throws IOException {
    String[] words = line.split(" ", 3);
    Exchange exchange =
        switch (words[1]) {
          case "PLAIN" -> new PlainExchange();
          case "LOGIN" -> new LoginExchange();
          default -> ScramExchange.unbound(false, () -> "server");
        };
    Step step = words.length > 2 ? exchange.onResponse(decoded(words[2])) : exchange.begin();
    while (true) {
      if (step instanceof Step.Challenge challenge) {
        String text =
            Base64.getEncoder().encodeToString(challenge.text().getBytes(StandardCharsets.UTF_8));
        String response = dialogue.ask("334 " + text);
        if (response.equals("*")) {
          return "501 5.7.0 cancelled";
        }
        step = exchange.onResponse(decoded(response));
      } else if (step instanceof Step.KeysWanted) {
        step = exchange.onKeys(keys());
      } else if (step instanceof Step.Offered offered) {
        step = exchange.onVerdict(isRight(offered.credential()));
      } else {
        return step instanceof Step.Succeeded ? "235 2.7.0 ok" : "535 5.7.8 wrong";
      }
    }
  }

  private boolean isRight(Credential credential) {
    if (credential instanceof Credential.Password shown) {
      return shown.userName().equals(userName) && shown.password().equals(password);
    }
    return true; // SCRAM has proved it
  }

  private static byte[] decoded(String text) {
    return text.equals("=") ? new byte[0] : Base64.getDecoder().decode(text);
  }

  private ScramKeys keys() {
    return ScramSecret.keys(password, SALT, ITERATIONS);
  }
}
