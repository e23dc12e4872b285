package org.sealpost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The header field of RFC 8689 §3, as it stands in a message. */
@Tag("rfc8689-3")
class TlsRequiredFieldTest {
  private static TlsRequiredField in(String message) throws IOException {
    byte[] octets = message.getBytes(StandardCharsets.US_ASCII);
    return TlsRequiredField.of(HeaderSection.read(new ByteArrayInputStream(octets), 10_000));
  }

  @ParameterizedTest
  @CsvSource({
    "'Subject: s\r\n\r\nTLS-Required: No\r\n', ABSENT",
    "'TLS-Required: No\r\n\r\n', NO",
    "'tls-required:no\r\n\r\n', NO",
    "'TLS-Required:   NO  \r\n\r\n', NO",
    "'TLS-Required:\r\n No\r\n\r\n', NO",
    "'TLS-Required:\r\n\t No \r\nSubject: s\r\n\r\n', NO",
    "'TLS-Required: Yes\r\n\r\n', MALFORMED",
    "'TLS-Required:\r\n\r\n', MALFORMED",
    "'TLS-Required: No, No\r\n\r\n', MALFORMED",
    "'TLS-Required: No\r\nTLS-Required: No\r\n\r\n', MALFORMED",
    "'TLS-Required: No\r\nTLS-Required: Yes\r\n\r\n', MALFORMED",
    "'X-TLS-Required: No\r\n\r\n', ABSENT",
    "'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nTLS-Required: No\r\n\r\n', ABSENT",
  })
  void countsOnlyAsOneFieldWithTheOneValue(String message, TlsRequiredField field)
      throws IOException {
    assertThat(in(message)).isEqualTo(field);
  }

  @Test
  @Tag("rfc8689-4.1")
  void isBeatenByTheParameter() {
    for (TlsRequiredField field : TlsRequiredField.values()) {
      assertThat(field.requirement(true)).isEqualTo(TlsRequirement.REQUIRED);
    }
    assertThat(TlsRequiredField.NO.requirement(false)).isEqualTo(TlsRequirement.OPTIONAL);
    assertThat(TlsRequiredField.MALFORMED.requirement(false)).isEqualTo(TlsRequirement.DEFAULT);
    assertThat(TlsRequiredField.ABSENT.requirement(false)).isEqualTo(TlsRequirement.DEFAULT);
  }
}
