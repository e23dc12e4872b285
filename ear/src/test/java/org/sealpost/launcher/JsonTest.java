package org.sealpost.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  @Test
  void readsEveryKindOfValue() {
    var object =
        Json.readObject(
                " {\"s\" : \"a\\n\\u0041\\\\\", \"n\":-1.5e2, \"t\":true, \"f\":false, \"z\":null,"
                    + " \"a\":[1, {\"b\":[]}] } ")
            .orElseThrow();
    assertThat(object)
        .containsEntry("s", "a\nA\\")
        .containsEntry("n", -150.0)
        .containsEntry("t", true)
        .containsEntry("f", false)
        .containsEntry("z", null);
    assertThat(object.get("a")).hasToString("[1.0, {b=[]}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "\"a\"",
        "{",
        "{}}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":01x}",
        "{\"a\":tru}",
        "{\"a\":\"\\q\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u1\"}",
        "{\"a\":\"b}",
        "{\"a\":\"\u0001\"}",
        "{\"a\":[1,2}",
        "{\"a\":-}",
        "{\"a\":1 \"b\":2}"
      })
  void refusesWhatIsNoObject(String text) {
    assertThat(Json.readObject(text)).isEmpty();
  }

  @Test
  void refusesBottomlessNesting() {
    assertThat(Json.readObject("{\"a\":" + "[".repeat(100_000))).isEmpty();
  }

  @Test
  void neverThrowsWhateverComes() {
    Random random = new Random(8689);
    char[] alphabet = "{}[]\",:\\u0aetrufalsn1-. \n".toCharArray();
    for (int round = 0; round < 20_000; round++) {
      char[] text = new char[random.nextInt(40)];
      for (int i = 0; i < text.length; i++) {
        text[i] = alphabet[random.nextInt(alphabet.length)];
      }
      assertThatCode(() -> Json.readObject("{" + new String(text)))
          .as(Arrays.toString(text))
          .doesNotThrowAnyException();
    }
  }
}
