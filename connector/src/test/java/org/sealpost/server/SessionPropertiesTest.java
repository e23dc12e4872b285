package org.sealpost.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of a session whatever a client sends, and however the network cuts it up. */
class SessionPropertiesTest {
  private static final List<String> PIECES =
      List.of(
          "EHLO client.example\r\n",
          "HELO client.example\r\n",
          "MAIL FROM:<a@b.example>\r\n",
          "MAIL FROM:<a@b.example> SIZE=100 BODY=8BITMIME SMTPUTF8\r\n",
          "MAIL FROM:<a@b.example> RET=HDRS ENVID=x REQUIRETLS\r\n",
          "MAIL FROM:<>\r\n",
          "RCPT TO:<c@d.example>\r\n",
          "RCPT TO:<c@d.example> NOTIFY=NEVER\r\n",
          "RCPT TO:<refused@d.example>\r\n",
          "DATA\r\n",
          "BDAT 5\r\nab\r\nc",
          "BDAT 6 LAST\r\nab\r\nc\n",
          "BDAT 7 LAST\r\nabcde\r\n",
          "BDAT 0 LAST\r\n",
          "RSET\r\n",
          "NOOP\r\n",
          "QUIT\r\n",
          "VRFY a\r\n",
          "Subject: x\r\n\r\ntext\r\n",
          "..\r\n",
          ".\r\n",
          ".\n",
          "\r.\r\n",
          "\n.\r\n",
          "\r",
          "\n",
          "\0",
          "\u00ff\u00fe",
          " ",
          "x");

  @Provide
  Arbitrary<String> input() {
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(8, Arbitraries.of(PIECES)),
            net.jqwik.api.Tuple.of(
                1, Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(8)))
        .list()
        .ofMaxSize(40)
        .map(pieces -> "EHLO client.example\r\n" + String.join("", pieces));
  }

  @Property(tries = 3000)
  void nothingBreaksASession(@ForAll("input") String input) {
    FuzzedSession session = new FuzzedSession(null).feed(input.getBytes(ISO_8859_1));
    session.check();
  }

  @Property(tries = 2000)
  void whereTheNetworkCutsMakesNoDifference(
      @ForAll("input") String input, @ForAll @IntRange(min = 1, max = 9) int step) {
    byte[] octets = input.getBytes(ISO_8859_1);
    FuzzedSession whole = new FuzzedSession(null).feed(octets);
    FuzzedSession cut = new FuzzedSession(null);
    for (int at = 0; at < octets.length; at += step) {
      cut.feed(Arrays.copyOfRange(octets, at, Math.min(at + step, octets.length)));
    }
    assertThat(cut.replies()).isEqualTo(whole.replies());
    assertThat(cut.taken()).map(RecordingEndpoint.Taken::data).isEqualTo(dataOf(whole));
    whole.check();
    cut.check();
  }

  private static List<String> dataOf(FuzzedSession session) {
    return session.taken().stream().map(RecordingEndpoint.Taken::data).toList();
  }
}
