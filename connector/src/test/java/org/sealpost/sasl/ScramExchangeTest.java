package org.sealpost.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.sasl.Said.challenge;
import static org.sealpost.sasl.Said.octets;

import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.inflow.Credential;
import org.sealpost.inflow.ScramKeys;
import org.sealpost.testkit.ScramSecret;

/** SCRAM-SHA-256 against the exchange printed in RFC 7677 §3, and what may not pass. */
class ScramExchangeTest {
  private static final String CLIENT_NONCE = "rOprNGfwEbeRWgbNEkqO";
  private static final String SERVER_NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
  private static final String CLIENT_FIRST = "n,,n=user,r=" + CLIENT_NONCE;
  private static final String NONCE = "r=" + CLIENT_NONCE + SERVER_NONCE;
  private static final String SALT = "W22ZaJ0SNY7soEsUEjb6gQ==";
  private static final String SERVER_FIRST = NONCE + ",s=" + SALT + ",i=4096";
  private static final String PROOF = "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
  private static final String CLIENT_FINAL = "c=biws," + NONCE + "," + PROOF;
  private static final String SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";
  private static final ScramKeys KEYS =
      ScramSecret.keys("pencil", Base64.getDecoder().decode(SALT), 4096);

  private final ScramExchange exchange = ScramExchange.unbound(false, () -> SERVER_NONCE);

  private Step finalAfterFirst(String clientFinal) {
    exchange.onResponse(octets(CLIENT_FIRST));
    exchange.onKeys(KEYS);
    return exchange.onResponse(octets(clientFinal));
  }

  @Test
  @Tag("rfc7677-3")
  void speaksTheExchangeOfTheRfc() {
    assertThat(exchange.onResponse(octets(CLIENT_FIRST))).isEqualTo(new Step.KeysWanted("user"));
    assertThat(challenge(exchange.onKeys(KEYS))).isEqualTo(SERVER_FIRST);
    assertThat(exchange.onResponse(octets(CLIENT_FINAL)))
        .isEqualTo(new Step.Offered(new Credential.ScramProven("user", null)));
    assertThat(challenge(exchange.onVerdict(true))).isEqualTo(SERVER_FINAL);
    assertThat(exchange.onResponse(new byte[0])).isEqualTo(new Step.Succeeded());
  }

  @Test
  void failsWhereTheApplicationSaysNoToARightProof() {
    assertThat(finalAfterFirst(CLIENT_FINAL)).isInstanceOf(Step.Offered.class);
    assertThat(exchange.onVerdict(false)).isInstanceOf(Step.Refused.class);
  }

  @Test
  void doesNotSucceedOnDataBehindTheLastMessage() {
    finalAfterFirst(CLIENT_FINAL);
    exchange.onVerdict(true);
    assertThat(exchange.onResponse(octets("x"))).isInstanceOf(Step.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A proof with one bit changed, one too short, one of another password.
        "c=biws,r=@,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVU=",
        "c=biws,r=@,p=dHzbZapWIk4jUhN+Ute9yg==",
        "c=biws,r=@,p=",
        // Another nonce: the client's alone, one more character, one less.
        "c=biws,r=rOprNGfwEbeRWgbNEkqO,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        "c=biws,r=@x,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        // Another header than at first (y,, and nothing).
        "c=eSws,r=@,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        "c=,r=@,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        // An extension that was not signed.
        "c=biws,r=@,x=1,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
      })
  void refusesAFinalMessageThatProvesNothing(String clientFinal) {
    String sent = clientFinal.replace("@", CLIENT_NONCE + SERVER_NONCE);
    assertThat(finalAfterFirst(sent)).isInstanceOf(Step.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c=biws,r=@",
        "r=@,c=biws,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        "c=bi ws,r=@,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        "c=biws,r=@,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ",
        "c=biws,r=@,,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        "c=biws,r=@,p=!!!!",
      })
  void knowsAFinalMessageThatIsNone(String clientFinal) {
    String sent = clientFinal.replace("@", CLIENT_NONCE + SERVER_NONCE);
    assertThat(finalAfterFirst(sent)).isInstanceOf(Step.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n",
        "n,,",
        "n,,n=user",
        "n,,r=abc,n=user",
        "x,,n=user,r=abc",
        "p,,n=user,r=abc",
        "p=,,n=user,r=abc",
        "p=tls_x,,n=user,r=abc",
        "n,b=user,n=user,r=abc",
        "n,a=,n=user,r=abc",
        "n,a=x=2D,n=user,r=abc",
        "n,,n=,r=abc",
        "n,,n=us=er,r=abc",
        "n,,n=user=2,r=abc",
        "n,,n=user,r=",
        "n,,n=user,r=a b",
        "n,,n=user,r=a\u00e4",
        "n,,n=user,r=abc,",
        "n,,n=user,r=abc,1=x",
        "N,,n=user,r=abc",
      })
  void knowsAFirstMessageThatIsNone(String clientFirst) {
    assertThat(exchange.onResponse(octets(clientFirst))).isInstanceOf(Step.Malformed.class);
  }

  @Test
  void knowsAFirstMessageThatIsNotUtf8() {
    assertThat(exchange.onResponse(new byte[] {'n', ',', ',', (byte) 0xff}))
        .isInstanceOf(Step.Malformed.class);
  }

  @Test
  @Tag("rfc5802-5.1")
  void decodesNamesAndPreparesThemAndIgnoresOptionalExtensions() {
    assertThat(exchange.onResponse(octets("n,,n=a=2Cb=3Dc\u00aa,r=abc,x=optional")))
        .isEqualTo(new Step.KeysWanted("a,b=ca"));
  }

  @Test
  @Tag("rfc5802-5.1")
  void refusesMandatoryExtensionsAndNamesThatCannotBePrepared() {
    assertThat(exchange.onResponse(octets("n,,m=must,n=user,r=abc")))
        .isInstanceOf(Step.Refused.class);
    assertThat(exchange.onResponse(octets("n,,n=\u00ad,r=abc"))).isInstanceOf(Step.Refused.class);
    assertThat(exchange.onResponse(octets("n,a=\u0007,n=user,r=abc")))
        .isInstanceOf(Step.Refused.class);
  }

  @Test
  void carriesTheAuthorizationIdentity() {
    ScramClientSide client = new ScramClientSide("n,a=boss=2Cx,", "user", "pencil");
    Step offered = client.run(exchange, KEYS, Optional.empty());
    assertThat(offered).isEqualTo(new Step.Offered(new Credential.ScramProven("user", "boss,x")));
  }

  @Test
  @Tag("rfc5802-6")
  void refusesAClientThatCouldBindAndWasNotTold() {
    ScramExchange announced = ScramExchange.unbound(true, () -> SERVER_NONCE);
    assertThat(announced.onResponse(octets("y,,n=user,r=abc"))).isInstanceOf(Step.Refused.class);
    assertThat(exchange.onResponse(octets("y,,n=user,r=abc"))).isInstanceOf(Step.KeysWanted.class);
  }

  @Test
  @Tag("rfc5802-6")
  void bindsOnlyUnderTheNameThatSaysSo() {
    assertThat(exchange.onResponse(octets("p=tls-exporter,,n=user,r=abc")))
        .isInstanceOf(Step.Refused.class);
    for (String header : new String[] {"n,,", "y,,", "p=tls-unique,,"}) {
      ScramExchange bound = ScramExchange.bound(new OneBinding(), () -> SERVER_NONCE);
      assertThat(bound.onResponse(octets(header + "n=user,r=abc")))
          .isInstanceOf(Step.Refused.class);
    }
  }

  @Test
  @Tag("rfc5802-6")
  void takesAProofBoundToThisChannelAndNoOther() {
    ScramClientSide client = new ScramClientSide("p=tls-exporter,,", "user", "pencil");
    assertThat(client.run(boundExchange(), KEYS, Optional.of(OneBinding.DATA)))
        .isInstanceOf(Step.Offered.class);
    assertThat(client.run(boundExchange(), KEYS, Optional.of(octets("another channel"))))
        .isInstanceOf(Step.Refused.class);
    assertThat(client.run(boundExchange(), KEYS, Optional.empty()))
        .isInstanceOf(Step.Refused.class);
  }

  @Test
  @Tag("rfc9266-4.1")
  void letsNoSecondAttemptBindToTheSameConnection() {
    ScramClientSide wrong = new ScramClientSide("p=tls-exporter,,", "user", "wrong");
    assertThat(wrong.run(boundExchange(), KEYS, Optional.of(OneBinding.DATA)))
        .isEqualTo(new Step.Refused("proof does not match", true));
    assertThat(finalAfterFirst("c=biws," + NONCE + ",p=AAAA"))
        .isEqualTo(new Step.Refused("proof does not match", false));
  }

  private static ScramExchange boundExchange() {
    return ScramExchange.bound(new OneBinding(), () -> SERVER_NONCE);
  }

  /** A channel with one binding. */
  private static final class OneBinding implements ChannelBindings {
    static final byte[] DATA = octets("keying material");

    @Override
    public Optional<byte[]> find(String type) {
      return type.equals(TLS_EXPORTER) ? Optional.of(DATA) : Optional.empty();
    }
  }
}
