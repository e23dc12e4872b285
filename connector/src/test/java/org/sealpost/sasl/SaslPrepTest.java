package org.sealpost.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SASLprep and base64. */
class SaslPrepTest {
  @ParameterizedTest
  @Tag("rfc4013-3")
  @CsvSource({"I\u00adX,IX", "user,user", "USER,USER", "\u00aa,a", "\u2168,IX", "a\u00a0b,a b"})
  void preparesAsTheTableOfTheRfcSays(String text, String prepared) {
    assertThat(SaslPrep.query(text)).contains(prepared);
  }

  @ParameterizedTest
  @Tag("rfc4013-3")
  @ValueSource(strings = {"\u0007", "\u06271", "\u00ad", "", "a\u0000b", "a\ud800b"})
  void givesNothingForWhatIsProhibited(String text) {
    assertThat(SaslPrep.query(text)).isEmpty();
  }

  @Test
  void hasAnAnswerForEveryText() {
    Random random = new Random(4013);
    int[] starts = {0, 0x80, 0xad, 0x300, 0x5d0, 0x620, 0x200b, 0xd800, 0xfe00, 0x1f600, 0xe0000};
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(6); length > 0; length--) {
        text.appendCodePoint(starts[random.nextInt(starts.length)] + random.nextInt(32));
      }
      SaslPrep.query(text.toString())
          .ifPresent(
              prepared -> {
                assertThat(prepared).isNotEmpty();
                assertThat(SaslPrep.query(prepared)).contains(prepared);
              });
    }
  }

  @Test
  void takesCharactersNewerThanTheStandard() {
    assertThat(SaslPrep.query("a\ud83d\ude00")).contains("a\ud83d\ude00");
  }

  @ParameterizedTest
  @Tag("rfc4954-4")
  @ValueSource(strings = {"=AAA", "AAA=BBB", "AAA", "AAAA AAAA", "AA-_", "AAAA\r\n", "=", "A==="})
  void takesNoBase64ThatIsNotExactlyThat(String text) {
    assertThat(StrictBase64.decode(text)).isEmpty();
  }

  @Test
  void decodesBase64() {
    assertThat(StrictBase64.decode("dGltOg==").map(octets -> new String(octets, UTF_8)))
        .isEqualTo(Optional.of("tim:"));
    assertThat(StrictBase64.decode("")).isPresent();
  }
}
