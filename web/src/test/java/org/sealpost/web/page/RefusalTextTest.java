package org.sealpost.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.refusal.Refusal;

/** What is refused is said on the pages as programs are told it; LanguagesTest does the rest. */
class RefusalTextTest {
  private static final String BUNDLE = "org.sealpost.web.Messages";
  private static final ResourceBundle ENGLISH = ResourceBundle.getBundle(BUNDLE, Locale.ROOT);
  private static final ResourceBundle GERMAN = ResourceBundle.getBundle(BUNDLE, Locale.GERMAN);

  @ParameterizedTest
  @EnumSource
  void isInBothLanguagesAndInEnglishTheSentenceItself(Refusal reason) {
    String key = "refusal." + reason.name();

    assertThat(ENGLISH.getString(key)).isEqualTo(reason.pattern());
    assertThat(GERMAN.getString(key)).isNotBlank().isNotEqualTo(reason.pattern());
  }

  @Test
  void noTextIsLeftOfAReasonThatIsNone() {
    assertThat(
            ENGLISH.keySet().stream()
                .filter(key -> key.startsWith("refusal."))
                .collect(Collectors.toSet()))
        .isEqualTo(
            Arrays.stream(Refusal.values())
                .map(reason -> "refusal." + reason.name())
                .collect(Collectors.toSet()));
  }
}
