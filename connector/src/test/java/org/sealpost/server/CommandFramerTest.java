package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines out of octets. */
class CommandFramerTest {
  private static final int LIMIT = 2048;

  /** What is found when the octets come in pieces of the given length. */
  private static List<Framed> frame(byte[] octets, int piece) {
    CommandFramer framer = new CommandFramer(LIMIT);
    ByteBuf in = Unpooled.buffer();
    List<Framed> found = new ArrayList<>();
    for (int at = 0; at < octets.length; at += piece) {
      in.writeBytes(octets, at, Math.min(piece, octets.length - at));
      for (Framed next = framer.next(in, false); next != null; next = framer.next(in, false)) {
        found.add(next);
      }
      assertThat(in.readableBytes()).isLessThanOrEqualTo(LIMIT + 1);
    }
    in.release();
    return found;
  }

  private static List<Framed> frame(String text, int piece) {
    return frame(text.getBytes(StandardCharsets.UTF_8), piece);
  }

  private static Framed line(String text) {
    return new Framed.Line(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 100})
  void cutsAtCrlfOnly(int piece) {
    assertThat(frame("NOOP\r\n\r\nRSET ü\r\nQUI", piece))
        .containsExactly(line("NOOP"), line(""), line("RSET ü"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 100})
  void neverExecutesWhatStandsBehindABareLineFeed(int piece) {
    assertThat(frame("NOOP\nRSET\r\nQUIT\r\n", piece))
        .containsExactly(Framed.Fault.BARE_LF, line("QUIT"));
    assertThat(frame("a\nb\nc\r\nQUIT\r\n", piece))
        .containsExactly(Framed.Fault.BARE_LF, Framed.Fault.BARE_LF, line("QUIT"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100})
  void refusesABareCarriageReturn(int piece) {
    assertThat(frame("NOOP\rRSET\r\nQUIT\r\n", piece))
        .containsExactly(Framed.Fault.BARE_CR, line("QUIT"));
    assertThat(frame("NOOP\r\r\nQUIT\r\n", piece))
        .containsExactly(Framed.Fault.BARE_CR, line("QUIT"));
  }

  @Test
  void refusesWhatIsNoText() {
    assertThat(frame("NO\0OP\r\n", 100)).containsExactly(Framed.Fault.NOT_TEXT);
    assertThat(frame("NO\u007fOP\r\n", 100)).containsExactly(Framed.Fault.NOT_TEXT);
    assertThat(frame(new byte[] {'a', (byte) 0xff, '\r', '\n'}, 100))
        .containsExactly(Framed.Fault.NOT_TEXT);
    assertThat(frame(new byte[] {'a', (byte) 0xc0, (byte) 0x80, '\r', '\n'}, 100))
        .containsExactly(Framed.Fault.NOT_TEXT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 600, 1024, 1025, 1026, 5000})
  void takesTheLongestLineAndDropsALongerOne(int piece) {
    String longest = "x".repeat(LIMIT);
    assertThat(frame(longest + "\r\n" + longest + "y\r\nQUIT\r\n", piece))
        .containsExactly(line(longest), Framed.Fault.TOO_LONG, line("QUIT"));
    assertThat(frame(longest.repeat(4) + "\r\nQUIT\r\n", piece))
        .containsExactly(Framed.Fault.TOO_LONG, line("QUIT"));
  }
}
