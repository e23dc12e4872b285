package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BeforeTest {
  @Test
  void comesBackAsItWent() {
    Before place = new Before(Instant.parse("2026-11-27T15:26:43.120Z"), 4711);
    assertThat(Before.parse(place.text())).contains(place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1",
        "1.",
        ".1",
        "-1.1",
        "1.-1",
        "1.1.1",
        "1 .1",
        "1.1\n",
        "١.١",
        "9999999999999999.1",
        "1.9999999999999999999",
        "1e3.1"
      })
  void nothingElseIsOne(String text) {
    assertThat(Before.parse(text)).isEmpty();
  }
}
