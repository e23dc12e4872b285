package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What may be seen of a REQUIRED notification on a path that is not protected. */
final class RedactedContentTest {
  @Test
  @Tag("rfc8689-5")
  void keepsWhatIdentifiesAndNothingElse() throws IOException {
    String text =
        redacted(
            "Date: Sun, 1 Nov 2026 12:00:00 +0000\r\nFrom: postmaster@a.example\r\n"
                + "To: b@c.example\r\nMessage-ID: <1@a.example>\r\nSubject: secret project\r\n"
                + "X-Secret: yes\r\nContent-Type: text/html\r\n\r\nthe secret body\r\n");
    assertThat(text)
        .startsWith("Date: Sun, 1 Nov 2026 12:00:00 +0000\r\n")
        .contains("Message-ID: <1@a.example>\r\n")
        .contains("Content-Type: text/plain; charset=us-ascii\r\n\r\n")
        .doesNotContain("secret")
        .doesNotContain("html");
    assertThat(text.lines().allMatch(line -> line.length() <= 998)).isTrue();
    assertThat(text.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
  }

  @Test
  void saysItsRealLengthAndIsAscii() throws IOException {
    RedactedContent content = RedactedContent.of(content("From: Grüße <a@b.example>\r\n\r\nx\r\n"));
    byte[] octets = content.open().readAllBytes();
    assertThat(content.octets()).isEqualTo(octets.length);
    assertThat(new String(octets, StandardCharsets.UTF_8)).containsPattern("From: Gr\\?+e <a@b");
    assertThat(
            StandardCharsets.US_ASCII
                .newEncoder()
                .canEncode(new String(octets, StandardCharsets.UTF_8)))
        .isTrue();
  }

  private static String redacted(String whole) throws IOException {
    return new String(
        RedactedContent.of(content(whole)).open().readAllBytes(), StandardCharsets.US_ASCII);
  }

  private static MailContent content(String whole) {
    byte[] octets = whole.getBytes(StandardCharsets.UTF_8);
    return new MailContent() {
      @Override
      public long octets() {
        return octets.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(octets);
      }
    };
  }
}
