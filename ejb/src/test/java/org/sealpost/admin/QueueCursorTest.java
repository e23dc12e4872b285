package org.sealpost.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueueCursorTest {
  private static final QueueSort BY_DOMAIN = new QueueSort(QueueSort.Column.DOMAIN, true);

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "=", "two.example", "two\nlines\n", "ä@ö.example", "0000000000000007"})
  void comesBackAsItWent(String value) {
    QueueCursor cursor = new QueueCursor(BY_DOMAIN, value, 4711);
    assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
    assertThat(QueueCursor.parse(cursor.text(), BY_DOMAIN)).contains(cursor);
  }

  @Test
  void meansNothingInAnotherOrder() {
    String text = new QueueCursor(BY_DOMAIN, "two.example", 1).text();
    for (QueueSort.Column column : QueueSort.Column.values()) {
      for (boolean ascending : new boolean[] {true, false}) {
        QueueSort sort = new QueueSort(column, ascending);
        assertThat(QueueCursor.parse(text, sort).isPresent()).isEqualTo(sort.equals(BY_DOMAIN));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+DOMAIN",
        "+DOMAIN\n1",
        "+DOMAIN\n\n=x",
        "+DOMAIN\none\n=x",
        "+DOMAIN\n99999999999999999999\n=x",
        "+DOMAIN\n1\nx",
        "DOMAIN\n1\n=x",
        "+domain\n1\n=x",
        "1\n+DOMAIN\n=x"
      })
  void isNoneWhereItIsNotOfOurShape(String forged) {
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(forged.getBytes(UTF_8));
    assertThat(QueueCursor.parse(text, BY_DOMAIN)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense!", "%0A", "====", "a", "\u0000", "ä"})
  void isNoneWhereItIsNoBase64(String text) {
    assertThat(QueueCursor.parse(text, BY_DOMAIN)).isEmpty();
  }

  @Test
  void isNoneWhereItIsTooLong() {
    String text = new QueueCursor(BY_DOMAIN, "x".repeat(4_000), 1).text();
    assertThat(QueueCursor.parse(text, BY_DOMAIN)).isEmpty();
  }

  @Test
  void whateverComesIsReadOrIsNone() {
    Random random = new Random(8689);
    String right = new QueueCursor(BY_DOMAIN, "two.example", 4711).text();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(right);
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
      }
      QueueCursor.parse(text.toString(), BY_DOMAIN)
          .ifPresent(cursor -> assertThat(cursor.sort()).isEqualTo(BY_DOMAIN));
    }
  }
}
