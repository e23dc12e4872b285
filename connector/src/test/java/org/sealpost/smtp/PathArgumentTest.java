package org.sealpost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows MAIL and RCPT. */
class PathArgumentTest {
  @Test
  void readsPathAndParameters() {
    assertThat(PathArgument.parse("FROM:", "from: <a@b.example> Size=1  requiretls"))
        .contains(
            new PathArgument(
                "a@b.example",
                List.of(new EsmtpParameter("SIZE", "1"), new EsmtpParameter("REQUIRETLS", null))));
    assertThat(PathArgument.parse("FROM:", "FROM:<>")).contains(new PathArgument("", List.of()));
    assertThat(PathArgument.parse("TO:", "TO:<\"a>\\\"b\"@c.example>"))
        .contains(new PathArgument("\"a>\\\"b\"@c.example", List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "FROM",
        "FROM:",
        "FROM:a@b.example",
        "FROM:<a@b.example",
        "FROM:<a@b.example>x",
        "FROM:<a@b.example> -x",
        "FROM:<a@b.example> x=",
        "FROM:<a@b.example> x=a=b",
        "FROM:<a@b.example> x_y",
        "FROM:<\"a>@b.example",
        "TO:<a@b.example>"
      })
  void refusesAnotherForm(String text) {
    assertThat(PathArgument.parse("FROM:", text)).isEmpty();
  }

  @Test
  void countsThePathInOctets() {
    assertThat(new PathArgument("a".repeat(254), List.of()).isTooLong()).isFalse();
    assertThat(new PathArgument("a".repeat(255), List.of()).isTooLong()).isTrue();
    assertThat(new PathArgument("ü".repeat(128), List.of()).isTooLong()).isTrue();
  }
}
