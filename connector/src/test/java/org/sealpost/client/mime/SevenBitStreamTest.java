package org.sealpost.client.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages in, messages in ASCII out. */
@Tag("rfc2045-6")
class SevenBitStreamTest {
  private static final String MIME = "MIME-Version: 1.0\r\n";

  @Test
  void writesTextAsQuotedPrintable() throws IOException {
    String message =
        "Subject: x\r\n"
            + MIME
            + "Content-Type: text/plain; charset=utf-8\r\n"
            + "Content-Transfer-Encoding: 8bit\r\n\r\n"
            + "Grüße = gut \r\n"
            + "\t\r\n"
            + "a".repeat(80)
            + "\r\n";

    assertThat(converted(message))
        .isEqualTo(
            "Subject: x\r\n"
                + MIME
                + "Content-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                + "Gr=C3=BC=C3=9Fe =3D gut=20\r\n"
                + "=09\r\n"
                + "a".repeat(75)
                + "=\r\naaaaa\r\n");
  }

  @Test
  void encodesOnlyThePartsThatNeedItAndKeepsTheRest() throws IOException {
    String message =
        MIME
            + "Content-Type: multipart/mixed;\r\n boundary=\"=_b\"\r\n"
            + "Content-Transfer-Encoding: 8bit\r\n\r\n"
            + "preamble\r\n"
            + "--=_b\r\n"
            + "Content-Transfer-Encoding: 8bit\r\n\r\n"
            + "only ASCII = here \r\n"
            + "--=_b \r\n"
            + "Content-Type: image/png\r\n\r\n"
            + "ÿþ\r\n\r\n"
            + "--=_b\r\n"
            + "Content-Type: text/plain; charset=utf-8\r\n\r\n"
            + "ä\r\n"
            + "--=_b--\r\n"
            + "epilogue\r\n";

    assertThat(converted(message))
        .isEqualTo(
            MIME
                + "Content-Type: multipart/mixed;\r\n boundary=\"=_b\"\r\n"
                + "Content-Transfer-Encoding: 7bit\r\n\r\n"
                + "preamble\r\n"
                + "--=_b\r\n"
                + "Content-Transfer-Encoding: 7bit\r\n\r\n"
                + "only ASCII = here \r\n"
                + "--=_b \r\n"
                + "Content-Type: image/png\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getEncoder().encodeToString("ÿþ\r\n".getBytes(UTF_8))
                + "\r\n--=_b\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                + "=C3=A4\r\n"
                + "--=_b--\r\n"
                + "epilogue\r\n");
  }

  @Test
  @Tag("rfc2046-5.2.1")
  void goesIntoMessagesWithinTheMessage() throws IOException {
    String message =
        MIME
            + "Content-Type: multipart/digest; boundary=d\r\n\r\n"
            + "--d\r\n\r\n"
            + "Subject: inner\r\n"
            + MIME
            + "Content-Type: text/plain; charset=utf-8\r\n\r\n"
            + "ä\r\n--d--\r\n";

    assertThat(converted(message))
        .contains(
            "Subject: inner\r\n"
                + MIME
                + "Content-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                + "=C3=A4\r\n--d--\r\n");
  }

  @Test
  @Tag("rfc6152-3")
  void aReportMayReturnASignedMessageAndOthersMayNot() throws IOException {
    String inner =
        "DKIM-Signature: v=1\r\n" + MIME + "Content-Type: text/plain; charset=utf-8\r\n\r\nä\r\n";
    String report =
        MIME
            + "Content-Type: multipart/report; boundary=b\r\n\r\n"
            + "--b\r\nContent-Type: message/rfc822\r\n\r\n"
            + inner
            + "--b--\r\n";
    assertThat(converted(report)).contains("DKIM-Signature: v=1\r\n").contains("\r\n=C3=A4\r\n");
    for (String other :
        new String[] {
          report.replace("multipart/report", "multipart/mixed"), "DKIM-Signature: v=1\r\n" + report
        }) {
      assertThat(MailForm.of(new ByteArrayInputStream(other.getBytes(UTF_8))).canBeSevenBit())
          .isFalse();
    }
  }

  @Test
  void leavesAMessageThatIsAsciiAsItIs() throws IOException {
    String message =
        MIME + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--";
    assertThat(converted(message)).isEqualTo(message);
  }

  @Test
  @Tag("rfc3030-3")
  void writesAnyOctetsSoThatTheyComeBack() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      byte[] body = new byte[random.nextInt(20_000) + 1];
      random.nextBytes(body);
      body[body.length - 1] = (byte) 0x80;
      String type = round % 2 == 0 ? "application/octet-stream" : "text/plain";
      String header = MIME + "Content-Type: " + type + "\r\nContent-Transfer-Encoding: binary";
      byte[] message = join((header + "\r\n\r\n").getBytes(ISO_8859_1), body);

      String result = converted(message);
      String encoded = result.substring(result.indexOf("\r\n\r\n") + 4);
      assertThat(encoded.lines()).allMatch(line -> line.length() <= 76);
      assertThat(result.chars()).allMatch(c -> c < 0x80);
      assertThat(round % 2 == 0 ? Base64.getMimeDecoder().decode(encoded) : quoted(encoded))
          .isEqualTo(body);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // no MIME: nobody knows the charset
        "Subject: x\r\n\r\nä\r\n",
        "DKIM-Signature: v=1\r\nMIME-Version: 1.0\r\n\r\nä\r\n",
        "ARC-Seal: i=1\r\nMIME-Version: 1.0\r\n\r\nä\r\n",
        "MIME-Version: 1.0\r\nContent-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\nä\r\n--b--",
        // a signature further in
        "MIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n"
            + "DKIM-Signature: v=1\r\nMIME-Version: 1.0\r\n\r\nä\r\n",
        "MIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nä\r\n",
        "MIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\nä\r\n",
        "MIME-Version: 1.0\r\nContent-Type: message/global\r\n\r\nä\r\n",
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed\r\n\r\nä\r\n",
        "MIME-Version: 1.0\r\nContent-Type: text/plain\r\nContent-Type: text/html\r\n\r\nä\r\n",
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\nä\r\n--b--",
        "MIME-Version: 1.0\r\nSubject: ä\r\n\r\nä\r\n"
      })
  void touchesNothingThatCannotBeChangedUnharmed(String message) throws IOException {
    MailForm form = form(message.getBytes(UTF_8));
    assertThat(form.canBeSevenBit()).isFalse();
    assertThatThrownBy(
            () -> new SevenBitStream(new ByteArrayInputStream(message.getBytes(UTF_8)), form))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tellsWhetherAHeaderSectionIsInUtf8() throws IOException {
    assertThat(form("Subject: ä\r\n\r\nx".getBytes(UTF_8)).utf8Header()).isTrue();
    assertThat(form("Subject: x\r\n\r\nä".getBytes(UTF_8)).utf8Header()).isFalse();
    String inPart =
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: x/y; name=ä\r\n\r\n";
    assertThat(form(inPart.getBytes(UTF_8)).utf8Header()).isTrue();
  }

  @Test
  void doesNotFailOnAnyStructure() throws IOException {
    String[] bits = {
      "--b",
      "--b--",
      "--c",
      "\r\n",
      "\r\n\r\n",
      "Content-Type: multipart/mixed; boundary=b\r\n",
      "Content-Type: multipart/digest; boundary=c\r\n",
      "Content-Type: message/rfc822\r\n",
      "ä",
      "x",
      "\r",
      "\n",
      MIME,
      "Content-Transfer-Encoding: 8bit\r\n",
      " folded\r\n",
      "y".repeat(5000)
    };
    Random random = new Random(11);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder message = new StringBuilder(MIME);
      for (int i = random.nextInt(30); i > 0; i--) {
        message.append(bits[random.nextInt(bits.length)]);
      }
      byte[] octets = message.toString().getBytes(UTF_8);
      MailForm form = form(octets);
      if (form.canBeSevenBit()) {
        assertThat(converted(octets).chars()).as(message.toString()).allMatch(c -> c < 0x80);
        if (form.encoded().isEmpty() && message.indexOf("8bit") < 0) {
          assertThat(converted(octets)).isEqualTo(message.toString());
        }
      }
    }
  }

  private static String converted(String message) throws IOException {
    return converted(message.getBytes(UTF_8));
  }

  private static String converted(byte[] message) throws IOException {
    MailForm form = form(message);
    try (var stream = new SevenBitStream(new ByteArrayInputStream(message), form)) {
      return new String(stream.readAllBytes(), ISO_8859_1);
    }
  }

  private static MailForm form(byte[] message) throws IOException {
    return MailForm.of(new ByteArrayInputStream(message));
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }

  private static byte[] quoted(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    String joined = text.replace("=\r\n", "");
    for (int i = 0; i < joined.length(); i++) {
      if (joined.charAt(i) == '=') {
        octets.write(Integer.parseInt(joined.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        octets.write(joined.charAt(i));
      }
    }
    return octets.toByteArray();
  }
}
