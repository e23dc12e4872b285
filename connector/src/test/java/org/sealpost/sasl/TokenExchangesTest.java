package org.sealpost.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.sasl.Said.challenge;
import static org.sealpost.sasl.Said.octets;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.inflow.Credential;

/** OAUTHBEARER (RFC 7628). */
class TokenExchangesTest {
  private static final String OF_THE_RFC =
      "n,a=user@example.com,\1host=server.example.com\1port=143\1"
          + "auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\1\1";

  @Test
  @Tag("rfc7628-4.1")
  void readsTheExampleOfTheRfc() {
    assertThat(new OauthBearerExchange().onResponse(octets(OF_THE_RFC)))
        .isEqualTo(
            new Step.Offered(
                new Credential.BearerToken(
                    "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==", "user@example.com")));
  }

  @Test
  @Tag("rfc7628-3.2.3")
  void tellsAFailureInJsonAndFailsWhateverTheClientAnswers() {
    OauthBearerExchange exchange = new OauthBearerExchange();
    exchange.onResponse(octets(OF_THE_RFC));
    assertThat(challenge(exchange.onVerdict(false))).isEqualTo("{\"status\":\"invalid_token\"}");
    assertThat(exchange.onResponse(octets("\1"))).isInstanceOf(Step.Refused.class);
    assertThat(exchange.onResponse(octets(OF_THE_RFC))).isInstanceOf(Step.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n,,\1\1",
        "n,,\1auth=\1\1",
        "n,,\1auth=Basic dGVzdA==\1\1",
        "n,,\1auth=Bearer \1\1",
        "n,,\1auth=Bearer a b\1\1",
        "n,,\1host=x\1\1",
        "n,a=\u0007,\1auth=Bearer abc\1\1",
      })
  void tellsThatThereIsNoToken(String message) {
    assertThat(challenge(new OauthBearerExchange().onResponse(octets(message))))
        .isEqualTo("{\"status\":\"invalid_request\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\1",
        "auth=Bearer abc",
        "n,,",
        "n,,\1auth=Bearer abc\1",
        "n,,x\1auth=Bearer abc\1\1",
        "n\1auth=Bearer abc\1\1",
        "n,,\1=x\1\1",
        "n,,\1auth\1\1",
      })
  void knowsAMessageThatIsNone(String message) {
    assertThat(new OauthBearerExchange().onResponse(octets(message)))
        .isInstanceOf(Step.Malformed.class);
  }

  @Test
  void takesTheSchemeInAnyCaseAndNoChannelBinding() {
    assertThat(new OauthBearerExchange().onResponse(octets("y,,\1auth=bearer a.b-c_d~e+f/g\1\1")))
        .isEqualTo(new Step.Offered(new Credential.BearerToken("a.b-c_d~e+f/g", null)));
    assertThat(new OauthBearerExchange().onResponse(octets("p=x,,\1auth=Bearer abc\1\1")))
        .isInstanceOf(Step.Refused.class);
  }
}
