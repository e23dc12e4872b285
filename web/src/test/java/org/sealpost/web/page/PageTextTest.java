package org.sealpost.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "3500, 3.4 KiB",
    "20480, 20 KiB",
    "104857600, 100 MiB",
    "1073741824, 1.0 GiB",
    "9007199254740992, 8192 TiB"
  })
  void writesSizes(long octets, String text) {
    assertThat(PageText.octets(octets, Locale.ROOT)).isEqualTo(text);
  }

  @Test
  void writesSizesAsTheReaderDoes() {
    assertThat(PageText.octets(3500, Locale.GERMAN)).isEqualTo("3,4 KiB");
    assertThat(PageText.octets(3500, Locale.ENGLISH)).isEqualTo("3.4 KiB");
  }

  @Test
  void writesTimesInUtc() {
    Instant at = Instant.parse("2026-11-01T23:59:59.987Z");

    assertThat(PageText.utc(at)).isEqualTo("2026-11-01 23:59:59 UTC");
    assertThat(PageText.iso(at)).isEqualTo("2026-11-01T23:59:59Z");
    assertThat(PageText.utc(null)).isEmpty();
    assertThat(PageText.iso(null)).isEmpty();
  }

  @Test
  void makesControlCharactersVisible() {
    assertThat(PageText.shown("550 no\r\nSet-Cookie:\tx\u0000\u001B[31m\u009B", 100))
        .isEqualTo("550 no\\u000D\\u000ASet-Cookie: x\\u0000\\u001B[31m\\u009B");
  }

  @Test
  void makesDirectionOverridesAndInvisibleCharactersVisible() {
    assertThat(PageText.shown("a\u202Egnp.exe\u2066\u200B\u2028\uFEFF", 100))
        .isEqualTo("a\\u202Egnp.exe\\u2066\\u200B\\u2028\\uFEFF");
  }

  @Test
  void leavesOrdinaryTextOfAnyScriptAlone() {
    String text = "Grüße, 日本語 <b>&amp;</b> \uD83D\uDC68\u200D\uD83D\uDC69";

    assertThat(PageText.shown(text, 100)).isEqualTo(text);
  }

  @Test
  void cutsLongTextAndNeverThroughACharacter() {
    assertThat(PageText.shown("abcdef", 6)).isEqualTo("abcdef");
    assertThat(PageText.shown("abcdefg", 6)).isEqualTo("abcdef…");
    assertThat(PageText.shown("abcde\uD83D\uDC68", 6)).isEqualTo("abcde…");
    assertThat(PageText.shown(null, 6)).isEmpty();
  }

  @Test
  void keepsTheLinesOfAnExcerpt() {
    assertThat(PageText.excerpt("a: b\r\n\tc\r\n\u0007\rx", 100))
        .isEqualTo("a: b\n\tc\n\\u0007\\u000Dx");
  }

  @Test
  void writesPathsInAngleBrackets() {
    assertThat(PageText.path("")).isEqualTo("<>");
    assertThat(PageText.path("a@b.example")).isEqualTo("<a@b.example>");
  }

  @ParameterizedTest
  @CsvSource({
    "17, 17",
    "0, 0",
    "'', -1",
    "-5, -1",
    "1 , 1",
    "17x, -1",
    "../../etc, -1",
    "9999999999999999999, -1"
  })
  void readsTheKeyOfADownload(String text, long id) {
    assertThat(DownloadName.id(text)).isEqualTo(id);
  }

  @Test
  void namesADownloadByItsKeyOnly() {
    assertThat(DownloadName.of("queue", 17)).isEqualTo("queue-17.eml");
    assertThat(DownloadName.id(null)).isEqualTo(-1);
  }

  @Test
  void writesAPartialRedirectAsXml() {
    assertThat(Redirection.partial("/signin.xhtml?a=1&b=\"<"))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect"
                + " url=\"/signin.xhtml?a=1&amp;b=&quot;&lt;\"/></partial-response>");
  }
}
