package org.sealpost.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArgumentsTest {
  private static Arguments of(String... typed) throws CommandException {
    return Arguments.of(List.of(typed));
  }

  @Test
  void wordsAndOptionsMayStandInAnyOrder() throws CommandException {
    Arguments arguments = of("queue", "--domain", "a.example", "hold", "--json", "17", "--all");
    assertThat(arguments.words()).containsExactly("queue", "hold", "17");
    assertThat(arguments.wordsFrom(2)).containsExactly("17");
    assertThat(arguments.wordsFrom(9)).isEmpty();
    assertThat(arguments.value("domain")).contains("a.example");
    assertThat(arguments.has("json")).isTrue();
    assertThat(arguments.has("all")).isTrue();
    assertThat(arguments.has("text")).isFalse();
  }

  @Test
  void aValueMayFollowAnEqualsSignAndHoldOne() throws CommandException {
    Arguments arguments = of("send", "--subject=a=b", "--to", "x@y", "--to=", "--from=--json");
    assertThat(arguments.value("subject")).contains("a=b");
    assertThat(arguments.values("to")).containsExactly("x@y", "");
    assertThat(arguments.value("from")).contains("--json");
    assertThat(arguments.has("json")).isFalse();
  }

  @Test
  void theLastOfSeveralCounts() throws CommandException {
    assertThat(of("--limit", "1", "--limit", "2").value("limit")).contains("2");
  }

  @Test
  void afterTwoHyphensEverythingIsAWord() throws CommandException {
    assertThat(of("send", "--", "--from", "-x").words()).containsExactly("send", "--from", "-x");
    assertThat(of("send", "-", "").words()).containsExactly("send", "-", "");
  }

  @Test
  void anOptionAtTheEndNeedsItsValue() {
    assertThatThrownBy(() -> of("queue", "--domain"))
        .isInstanceOf(CommandException.class)
        .hasMessage("--domain needs a value.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "all", "dry-run", "no-retry", "no-wait", "help", "message"})
  void aSwitchTakesNoValueWithIt(String name) throws CommandException {
    assertThat(of("--" + name, "word").words()).containsExactly("word");
    assertThatThrownBy(() -> of("--" + name + "=no")).isInstanceOf(CommandException.class);
  }

  @Test
  void whatMeansNothingIsRefused() throws CommandException {
    Arguments arguments = of("--url", "x", "--token-file", "y", "--json", "--doman", "a.example");
    assertThatThrownBy(() -> arguments.allow("domain"))
        .isInstanceOf(CommandException.class)
        .hasMessage("--doman means nothing here.");
    arguments.allow("doman");
  }
}
