package org.sealpost.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.sasl.Said.challenge;
import static org.sealpost.sasl.Said.octets;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.inflow.Credential;

/** PLAIN and LOGIN. */
class PasswordExchangesTest {
  @Test
  @Tag("rfc4616-4")
  void readsTheExamplesOfTheRfc() {
    assertThat(new PlainExchange().onResponse(octets("\0tim\0tanstaaftanstaaf")))
        .isEqualTo(offered("tim", "tanstaaftanstaaf", null));
    assertThat(new PlainExchange().onResponse(octets("Ursel\0Kurt\0xipj3plmq")))
        .isEqualTo(offered("Kurt", "xipj3plmq", "Ursel"));
  }

  @Test
  void asksForPlainWithAnEmptyChallenge() {
    assertThat(challenge(new PlainExchange().begin())).isEmpty();
  }

  @ParameterizedTest
  @Tag("rfc4616-2")
  @ValueSource(strings = {"", "tim", "\0tim", "\0\0secret", "\0tim\0", "a\0b\0c\0d", "\0\0"})
  void knowsAMessageThatIsNone(String message) {
    assertThat(new PlainExchange().onResponse(octets(message))).isInstanceOf(Step.Malformed.class);
  }

  @Test
  void knowsOctetsThatAreNoTextAndTextThatIsTooLong() {
    assertThat(new PlainExchange().onResponse(new byte[] {0, 't', 0, (byte) 0xc3}))
        .isInstanceOf(Step.Malformed.class);
    assertThat(new PlainExchange().onResponse(octets("\0tim\0" + "x".repeat(3100))))
        .isInstanceOf(Step.Malformed.class);
    assertThat(new PlainExchange().onResponse(octets("\0tim\0" + "x".repeat(255))))
        .isInstanceOf(Step.Offered.class);
  }

  @Test
  @Tag("rfc4616-2")
  void preparesNamesAndPasswordsAndRefusesWhatCannotBePrepared() {
    assertThat(new PlainExchange().onResponse(octets("\0I\u00adX\0\u2168")))
        .isEqualTo(offered("IX", "IX", null));
    for (String message : new String[] {"\0a\u0007\0b", "\0a\0b\u0007", "\u0007\0a\0b"}) {
      assertThat(new PlainExchange().onResponse(octets(message))).isInstanceOf(Step.Refused.class);
    }
  }

  @Test
  void asksLoginForNameAndPasswordOneAfterTheOther() {
    LoginExchange exchange = new LoginExchange();
    assertThat(challenge(exchange.begin())).isEqualTo("Username:");
    assertThat(challenge(exchange.onResponse(octets("tim")))).isEqualTo("Password:");
    assertThat(exchange.onResponse(octets("secret"))).isEqualTo(offered("tim", "secret", null));
    assertThat(new LoginExchange().onResponse(new byte[0])).isInstanceOf(Step.Malformed.class);
    assertThat(new LoginExchange().onResponse(octets("a\0b"))).isInstanceOf(Step.Malformed.class);
  }

  private static Step offered(String name, String password, @Nullable String actAs) {
    return new Step.Offered(new Credential.Password(name, password, actAs));
  }
}
