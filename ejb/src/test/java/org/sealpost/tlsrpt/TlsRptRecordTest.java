package org.sealpost.tlsrpt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where domains want reports to go (RFC 8460 §3). */
@Tag("rfc8460-3")
final class TlsRptRecordTest {
  private static List<String> targets(String... texts) {
    return TlsRptRecord.among(List.of(texts)).orElseThrow().targets().stream()
        .map(ReportTarget::text)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=TLSRPTv1;rua=mailto:reports@example.com|mailto:reports@example.com",
        "v=TLSRPTv1;"
            + " rua=https://reporting.example.com/v1/tlsrpt|https://reporting.example.com/v1/tlsrpt",
        "v=TLSRPTv1; rua=mailto:a@example.com;|mailto:a@example.com",
        "v=TLSRPTv1;rua=mailto:a@example.com ; |mailto:a@example.com",
        "v=TLSRPTv1;rua=MAILTO:a%2Bb@Example.com?subject=x|mailto:a+b@example.com",
        "v=TLSRPTv1;rua=https://r.example:8443/a?b=c#d|https://r.example:8443/a?b=c",
        "v=TLSRPTv1;new=thing;rua=mailto:a@example.com;other=x|mailto:a@example.com",
        "v=TLSRPTv1;rua=mailto:a@example.com;rua=mailto:b@example.com|mailto:a@example.com",
      })
  void takes(String text, String target) {
    assertThat(targets(text)).containsExactly(target);
  }

  @Test
  void takesAListAndNoMoreThanAFew() {
    assertThat(targets("v=TLSRPTv1; rua=mailto:a@example.com , https://b.example/c,ftp://x/y"))
        .containsExactly("mailto:a@example.com", "https://b.example/c");
    assertThat(
            targets(
                "v=TLSRPTv1;rua=https://a.example/1,https://a.example/1,https://a.example/2,"
                    + "https://a.example/3,https://a.example/4,https://a.example/5"))
        .hasSize(TlsRptRecord.MOST_TARGETS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v=TLSRPTv1",
        "v=TLSRPTv1;",
        "v=TLSRPTv1 ;rua=mailto:a@example.com",
        "V=TLSRPTv1;rua=mailto:a@example.com",
        "v=TLSRPTv2;rua=mailto:a@example.com",
        " v=TLSRPTv1;rua=mailto:a@example.com",
        "v=TLSRPTv1;RUA=mailto:a@example.com",
        "v=TLSRPTv1;nothing;rua=mailto:a@example.com",
        "v=TLSRPTv1;;rua=mailto:a@example.com",
        "v=TLSRPTv1;=x;rua=mailto:a@example.com",
        "rua=mailto:a@example.com;v=TLSRPTv1",
      })
  void refuses(String text) {
    assertThat(TlsRptRecord.among(List.of(text))).isEmpty();
  }

  @Test
  void wantsExactlyOneRecordAndPassesOverOthers() {
    String one = "v=TLSRPTv1;rua=mailto:a@example.com";
    assertThat(targets("v=spf1 -all", one)).hasSize(1);
    assertThat(TlsRptRecord.among(List.of(one, one))).isEmpty();
    assertThat(TlsRptRecord.among(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailto:",
        "mailto:nobody",
        "mailto:a@example.com!10m",
        "mailto:a%0d%0aBcc:b@example.com",
        "mailto:a@[192.0.2.1]",
        "mailto:a@example.com%2Cb@example.com",
        "http://example.com/",
        "https:///nothing",
        "https://user:secret@example.com/",
        "https://exa mple.com/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "mailto:%zz@example.com",
      })
  void goesNowhereElse(String uri) {
    assertThat(ReportTarget.parse(uri)).isEmpty();
  }

  @Test
  void neverFailsWhateverComes() {
    Random random = new Random(8460);
    String letters = "v=TLSRPTv1;rua=mailto:@,https://% \t!#?";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "v=TLSRPTv1;rua=" : "");
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      TlsRptRecord.among(List.of(text.toString()))
          .ifPresent(record -> assertThat(record.targets()).hasSizeLessThanOrEqualTo(4));
    }
  }
}
