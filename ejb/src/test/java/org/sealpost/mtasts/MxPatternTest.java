package org.sealpost.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rfc8461-4.1")
class MxPatternTest {
  @ParameterizedTest
  @CsvSource({
    "mail.example.com, mail.example.com, true",
    "Mail.Example.COM, mail.example.com, true",
    "mail.example.com, MAIL.example.com, true",
    "mail.example.com, mail.example.com., true",
    "mail.example.com, mail.example.com.., false",
    "mail.example.com, example.com, false",
    "mail.example.com, a.mail.example.com, false",
    "mail.example.com, xmail.example.com, false",
    "*.example.com, mail.example.com, true",
    "*.example.com, mail.example.com., true",
    "*.Example.com, MAIL.EXAMPLE.COM, true",
    "*.example.com, example.com, false",
    "*.example.com, foo.bar.example.com, false",
    "*.example.com, .example.com, false",
    "*.example.com, mailexample.com, false",
    "*.example.com, mail.example.org, false",
    "*.com, example.com, true",
    "*.xn--bcher-kva.example, mx.xn--bcher-kva.example, true",
    "mx_1.example.com, mx_1.example.com, true",
  })
  void matchesOneWholeLabelAtMost(String pattern, String host, boolean matches) {
    assertThat(MxPattern.parse(pattern).orElseThrow().matches(host)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "*",
        "*.",
        ".example.com",
        "mail.example.com.",
        "mail..example.com",
        "*.*.example.com",
        "mail.*.example.com",
        "m*.example.com",
        "*example.com",
        "-mail.example.com",
        "mail-.example.com",
        "mail example.com",
        "[192.0.2.1]",
        "b\u00fccher.example",
        "a1234567890123456789012345678901234567890123456789012345678901234.example",
      })
  void isNoPattern(String text) {
    assertThat(MxPattern.parse(text)).isEmpty();
  }
}
