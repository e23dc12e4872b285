package org.sealpost.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every text is there in every language, and says the same values. */
class LanguagesTest {
  private static final String BUNDLE = "org.sealpost.web.Messages";
  private static final ResourceBundle ENGLISH = ResourceBundle.getBundle(BUNDLE, Locale.ROOT);
  private static final ResourceBundle GERMAN = ResourceBundle.getBundle(BUNDLE, Locale.GERMAN);
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\d+)");
  private static final Pattern CHOICE = Pattern.compile("\\{(\\d+),choice,");

  @Test
  void bothLanguagesHaveTheSameTexts() {
    assertThat(own(GERMAN)).isEqualTo(own(ENGLISH)).hasSizeGreaterThan(400);
  }

  private static TreeSet<String> own(ResourceBundle words) {
    // Without the base bundle behind it, from which a missing text would come.
    var reader = new Properties();
    String name = words.getLocale().equals(Locale.GERMAN) ? "Messages_de" : "Messages";
    try (var in = LanguagesTest.class.getResourceAsStream("../" + name + ".properties");
        var text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      reader.load(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TreeSet<>(reader.stringPropertyNames());
  }

  @Test
  void eachTextSaysTheSameValuesInBothLanguages() {
    for (String key : ENGLISH.keySet()) {
      String english = ENGLISH.getString(key);
      String german = GERMAN.getString(key);
      assertThat(numbers(PARAMETER, german)).as(key).isEqualTo(numbers(PARAMETER, english));
      assertThat(numbers(CHOICE, german)).as(key).isEqualTo(numbers(CHOICE, english));
      if (!numbers(PARAMETER, german).isEmpty()) {
        assertThat(new MessageFormat(german, Locale.GERMAN).format(new Object[] {1, 2, 3, 4}))
            .as(key)
            .doesNotContain("{");
      }
    }
  }

  private static TreeSet<String> numbers(Pattern pattern, String text) {
    TreeSet<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void noTextIsLeftEmptyOrUntranslated() {
    long same =
        ENGLISH.keySet().stream()
            .filter(key -> ENGLISH.getString(key).equals(GERMAN.getString(key)))
            .filter(key -> ENGLISH.getString(key).contains(" "))
            .count();
    assertThat(same).isZero();
    assertThat(GERMAN.keySet()).allMatch(key -> !GERMAN.getString(key).isBlank());
  }

  @Test
  void englishReadersGetEnglishWhateverTheServerSpeaks() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      ResourceBundle.clearCache();
      assertThat(ResourceBundle.getBundle(BUNDLE, Locale.ENGLISH).getString("cancel"))
          .isEqualTo("Cancel");
    } finally {
      Locale.setDefault(before);
      ResourceBundle.clearCache();
    }
  }

  @Test
  void eachPageOfTheNavigationHasItsName() {
    for (Navigation.Group group : Navigation.existing(entry -> true)) {
      assertThat(ENGLISH.getString("nav.group." + group.name())).isNotBlank();
      for (Navigation.Entry entry : group.entries()) {
        assertThat(ENGLISH.getString("nav." + entry.page())).isNotBlank();
      }
    }
  }

  @Test
  void navigationLeavesOutPagesThatAreNotThere() {
    assertThat(Navigation.existing(entry -> entry.page().equals("queue")))
        .hasSize(1)
        .allSatisfy(
            group ->
                assertThat(group.entries())
                    .extracting(Navigation.Entry::path, Navigation.Entry::id)
                    .containsExactly(tuple("/queue.xhtml", "navQueue")));
  }
}
