package org.sealpost.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.sasl.Said.challenge;
import static org.sealpost.sasl.Said.octets;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.inflow.ScramKeys;
import org.sealpost.testkit.ScramSecret;

/** The client's side of SCRAM: RFC 7677's own example, our server, and servers that are none. */
class ClientScramTest {
  private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
  private static final String SERVER_FIRST =
      "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

  private final ClientScram client = ClientScram.unbound(false, "user", "pencil", NONCE);

  private Optional<String> answer(String challenge) {
    return client.answer(octets(challenge)).map(ClientScramTest::text);
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }

  @Test
  @Tag("rfc7677-3")
  void saysWhatTheExampleOfTheRfcSays() {
    assertThat(client.initialResponse().map(ClientScramTest::text))
        .contains("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
    assertThat(answer(SERVER_FIRST))
        .contains(
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    assertThat(client.isSatisfied()).isFalse();
    assertThat(answer("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")).contains("");
    assertThat(client.isSatisfied()).isTrue();
  }

  @ParameterizedTest
  @Tag("rfc5802-5")
  @ValueSource(
      strings = {
        "v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
        "v=AAAA",
        "v=",
        "e=other-error",
        "",
      })
  void isNotSatisfiedByAServerThatCannotSign(String serverFinal) {
    answer(SERVER_FIRST);

    assertThat(answer(serverFinal)).isEmpty();
    assertThat(client.isSatisfied()).isFalse();
  }

  @ParameterizedTest
  @Tag("rfc5802-5.1")
  @CsvSource(
      delimiter = '|',
      value = {
        "nonce that is not ours  | r=xOprNGfwEbeRWgbNEkqOmore,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        "nonce without their own | r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        "too few iterations      | r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095",
        "iterations for hours    | r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=999999999",
        "a number that is none   | r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=-5",
        "a salt that is none     | r=rOprNGfwEbeRWgbNEkqOx,s=W22Za,i=4096",
        "a mandatory extension   | m=x,r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        "nothing                 | ''",
      })
  void givesNoProofAway(String why, String serverFirst) {
    assertThat(answer(serverFirst)).as(why).isEmpty();
  }

  @Test
  @Tag("rfc5802-5.1")
  void writesCommaAndEqualsSignOfANameAsTheyHaveToBe() {
    ClientScram odd = ClientScram.unbound(false, "a,b=c", "pencil", NONCE);

    assertThat(odd.initialResponse().map(ClientScramTest::text))
        .contains("n,,n=a=2Cb=3Dc,r=" + NONCE);
  }

  @Test
  @Tag("rfc5802-6")
  void bindsItsProofToTheChannel() {
    byte[] channel = octets("this channel");

    assertThat(isTaken(bound(channel), server(channel, true))).isTrue();
    assertThat(isTaken(bound(octets("another channel")), server(channel, true))).isFalse();
  }

  @Test
  @Tag("rfc5802-6")
  void letsTheServerFindOutThatItsAnnouncementWasTakenAway() {
    ClientScram couldBind = ClientScram.unbound(true, "user", "pencil", NONCE);
    assertThat(isTaken(couldBind, server(null, true))).isFalse();

    ClientScram again = ClientScram.unbound(true, "user", "pencil", NONCE);
    assertThat(isTaken(again, server(null, false))).isTrue();
  }

  private static ClientScram bound(byte[] channel) {
    return ClientScram.bound("tls-exporter", channel, "user", "pencil", NONCE);
  }

  private static ScramExchange server(byte @Nullable [] channel, boolean plusAnnounced) {
    return channel == null
        ? ScramExchange.unbound(plusAnnounced, () -> "server")
        : ScramExchange.bound(type -> Optional.of(channel), () -> "server");
  }

  private static boolean isTaken(ClientScram client, ScramExchange server) {
    ScramKeys keys = ScramSecret.keys("pencil", octets("salt"), 4096);
    Step step = server.onResponse(client.initialResponse().orElseThrow());
    if (!(step instanceof Step.KeysWanted)) {
      return false;
    }
    String serverFirst = challenge(server.onKeys(keys));
    step = server.onResponse(client.answer(octets(serverFirst)).orElseThrow());
    if (!(step instanceof Step.Offered)) {
      return false;
    }
    String serverFinal = challenge(server.onVerdict(true));
    client.answer(octets(serverFinal));
    return client.isSatisfied();
  }
}
