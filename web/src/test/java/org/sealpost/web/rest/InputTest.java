package org.sealpost.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InputTest {
  @Test
  void aDayIsRead() {
    Input input = new Input();
    assertThat(input.day(" 2026-11-27 ")).isEqualTo(LocalDate.of(2026, 11, 27));
    input.check();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "today", "2026-02-30", "27.11.2026", "+999999999-12-31", "-0001-01-01"})
  void whatIsNoDayIsToldAndNoInstantIsMadeOfIt(String text) {
    Input input = new Input();
    assertThat(input.day(text)).isEqualTo(LocalDate.EPOCH);
    assertThatThrownBy(input::check).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "201", "-1", "many", "1e2", "99999999999"})
  void aPageHasOneTo200Rows(String limit) {
    Input input = new Input();
    assertThat(input.limit(limit)).isEqualTo(Page.USUAL);
    assertThatThrownBy(input::check).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1", "1.2.3", "-1.1"})
  void aForgedCursorIsTold(String cursor) {
    Input input = new Input();
    assertThat(input.before(cursor)).isNotNull();
    assertThatThrownBy(input::check).isInstanceOf(ProblemException.class);
    assertThat(new Input().before(" ")).isNull();
  }
}
