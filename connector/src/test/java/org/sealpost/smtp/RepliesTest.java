package org.sealpost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reply there is, taken from the catalogue itself. */
class RepliesTest {
  private static final Domain HOST = Domain.of("mx.test.example");

  static Stream<Map.Entry<String, Reply>> replies() throws IllegalAccessException {
    Map<String, Reply> all = new TreeMap<>();
    for (Field field : Replies.class.getDeclaredFields()) {
      if (field.getType() == Reply.class && Modifier.isStatic(field.getModifiers())) {
        all.put(field.getName(), (Reply) field.get(null));
      }
    }
    all.put("chunkTaken", Replies.chunkTaken(Long.MAX_VALUE));
    all.put("queued", Replies.queued("Q1"));
    return all.entrySet().stream();
  }

  @Test
  void finds() throws IllegalAccessException {
    assertThat(replies()).hasSizeGreaterThan(40);
  }

  // RFC 2034 §4: "all responses beginning with 2, 4 or 5" but the greeting and those to EHLO, HELO.
  @ParameterizedTest
  @MethodSource("replies")
  @Tag("rfc2034-4")
  void hasAnEnhancedStatusCodeOfItsOwnClass(Map.Entry<String, Reply> named) {
    Reply reply = named.getValue();
    if (reply.code() / 100 == 3) {
      assertThat(reply.status()).isNull();
    } else {
      assertThat(String.valueOf(reply.status())).startsWith(reply.code() / 100 + ".");
    }
  }

  // RFC 5321 §4.5.3.1.5: 512 octets with code, status and CRLF; §4.2: printable ASCII.
  @ParameterizedTest
  @MethodSource("replies")
  @Tag("rfc5321-4.5.3.1.5")
  void fitsOnItsLine(Map.Entry<String, Reply> named) {
    assertThat(named.getValue().lines())
        .allSatisfy(line -> assertThat(line).hasSizeBetween(1, 490).matches("[ -~]+"));
  }

  @ParameterizedTest
  @MethodSource("replies")
  @Tag("rfc5321-3.8")
  void saysWhatAReplyOfThatCodeMaySay(Map.Entry<String, Reply> named) {
    assertThat(named.getValue().code())
        .isIn(
            214, 220, 221, 235, 250, 252, 334, 354, 421, 432, 450, 451, 452, 454, 500, 501, 502,
            503, 504, 521, 523, 530, 534, 535, 538, 550, 552, 553, 554, 555);
  }

  @Test
  @Tag("rfc2034-4")
  void greetsWithoutAStatusCode() {
    assertThat(Replies.greeting(HOST, "ESMTP").status()).isNull();
    assertThat(Replies.hello(HOST).status()).isNull();
    assertThat(Replies.extendedHello(HOST, List.of("HELP")).status()).isNull();
    assertThat(Replies.extendedHello(HOST, List.of("HELP")).lines())
        .containsExactly("mx.test.example", "HELP");
  }
}
