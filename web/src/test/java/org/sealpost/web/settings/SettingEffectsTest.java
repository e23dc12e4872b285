package org.sealpost.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sealpost.admin.SettingRow;
import org.sealpost.config.SettingsInForce;

/** Each setting has its sentence in German; the English one is the catalogue's. */
class SettingEffectsTest {
  private static final Pattern QUOTED = Pattern.compile("`[^`]*`");

  /** Numbers, lengths of time and sections of RFCs are the same in every language. */
  private static final Pattern FACT = Pattern.compile("\\bPT?\\d+[SMHD]\\b|\\d+(?:\\.\\d+)*");

  private static final List<SettingsInForce.Row> ALL =
      new SettingsInForce(Path.of("none"), key -> Optional.empty()).rows(List.of());

  @Test
  void eachSettingHasItsSentenceAndNoneIsLeftOver() throws IOException {
    assertThat(german().stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(ALL.stream().map(SettingsInForce.Row::name).toList())
        .hasSizeGreaterThan(100);
  }

  @Test
  void theGermanSentenceIsAnotherAndNamesTheSame() throws IOException {
    Properties german = german();
    for (SettingsInForce.Row setting : ALL) {
      String sentence = german.getProperty(setting.name(), "");
      assertThat(sentence).as(setting.name()).isNotBlank().isNotEqualTo(setting.effect());
      assertThat(found(QUOTED, sentence))
          .as(setting.name())
          .isEqualTo(found(QUOTED, setting.effect()));
      assertThat(found(FACT, sentence)).as(setting.name()).isEqualTo(found(FACT, setting.effect()));
    }
  }

  @Test
  void germanReadersGetTheGermanSentenceAndOthersTheEnglishOneWhateverTheServerSpeaks() {
    SettingRow port = new SettingRow("smtp.relay.port", "25", "FILE", 3, "", "Its port.");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);

      assertThat(new SettingEffects(Locale.ENGLISH).inWords(port)).isEqualTo(port);
      assertThat(new SettingEffects(Locale.ROOT).inWords(port)).isEqualTo(port);
      assertThat(new SettingEffects(Locale.GERMAN).inWords(port))
          .isEqualTo(new SettingRow("smtp.relay.port", "25", "FILE", 3, "", "Sein Port."));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aRouteHasNoSentence() {
    SettingRow route = new SettingRow("route.a.example", "smtp://b.example", "FILE", 3, "", "");

    assertThat(new SettingEffects(Locale.GERMAN).inWords(route)).isEqualTo(route);
  }

  private static Properties german() throws IOException {
    Properties sentences = new Properties();
    try (var in = SettingEffects.class.getResourceAsStream("../Settings_de.properties");
        var text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      sentences.load(text);
    }
    return sentences;
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).sorted().toList();
  }
}
