package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of mail data and transparency, however the octets are cut. */
@Tag("rfc5321-4.5.2")
class MailDataDecoderTest {
  private record Decoded(String data, boolean complete, boolean bareLineEnd, int consumed) {}

  /** Decodes in pieces of the given length. */
  private static Decoded decode(String wire, int piece) {
    MailDataDecoder decoder = new MailDataDecoder();
    byte[] all = wire.getBytes(StandardCharsets.ISO_8859_1);
    StringBuilder data = new StringBuilder();
    int at = 0;
    while (at < all.length && !decoder.isComplete()) {
      // Some octets around it: the decoder must not touch what is not its own.
      int length = Math.min(piece, all.length - at);
      byte[] octets = new byte[length + 4];
      Arrays.fill(octets, (byte) '#');
      System.arraycopy(all, at, octets, 2, length);
      int kept = decoder.decode(octets, 2, length);
      data.append(new String(octets, 2, kept, StandardCharsets.ISO_8859_1));
      assertThat(new byte[] {octets[0], octets[1], octets[length + 2], octets[length + 3]})
          .containsOnly('#');
      at += decoder.consumed();
    }
    return new Decoded(data.toString(), decoder.isComplete(), decoder.hasBareLineEnd(), at);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 1000})
  void endsAtTheSingleDotAndTakesTransparencyAway(int piece) {
    assertThat(decode("a\r\n..b\r\n.c\r\n...\r\n\r\n.d.\r\n.\r\nQUIT\r\n", piece))
        .isEqualTo(new Decoded("a\r\n.b\r\nc\r\n..\r\n\r\nd.\r\n", true, false, 27));
    assertThat(decode(".\r\n", piece)).isEqualTo(new Decoded("", true, false, 3));
  }

  @ParameterizedTest
  @Tag("rfc5321-4.5.3.1.6")
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void knowsTheLongestLine(int piece) {
    byte[] wire = "ab\r\n.abcde\r\nabc\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);
    MailDataDecoder decoder = new MailDataDecoder();
    for (int at = 0; at < wire.length; at += piece) {
      decoder.decode(wire.clone(), at, Math.min(piece, wire.length - at));
    }
    assertThat(decoder.isComplete()).isTrue();
    assertThat(decoder.longestLine()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\n.\nb",
        "a\r\n.\nb",
        "a\n.\r\nb",
        "a\r.\rb",
        "a\r\n.\rb",
        "a\r.\r\nb",
        "\n.\r\n",
        ".\n"
      })
  void takesNoOtherLineEndForTheEnd(String smuggled) {
    for (int piece = 1; piece < 8; piece++) {
      Decoded decoded = decode(smuggled + "\r\n.\r\n", piece);
      assertThat(decoded.bareLineEnd()).isTrue();
      assertThat(decoded.complete()).isTrue();
      assertThat(decoded.consumed()).isEqualTo(smuggled.length() + 5);
    }
  }

  @Test
  void givesBackWhatWasStuffedWhateverTheCut() {
    Random random = new Random(8689);
    String[] parts = {"a", ".", "..", "\r\n", "\r\n.", "\r\n\r\n", "xyz", "\t", "\u00ff", "\0"};
    for (int round = 0; round < 3000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String data = text.append("\r\n").toString();
      String stuffed = data.startsWith(".") ? "." + data : data;
      String wire = stuffed.replace("\r\n.", "\r\n..") + ".\r\n";
      Decoded decoded = decode(wire, 1 + random.nextInt(20));
      assertThat(decoded).isEqualTo(new Decoded(data, true, false, wire.length()));
    }
  }
}
