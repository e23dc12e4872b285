package org.sealpost.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.Reply;

@Tag("rfc5321-4.2")
class ReplyReaderTest {
  @Test
  void readsOneLine() throws IOException {
    Reply reply = read("250 2.1.0 Sender ok\r\n");

    assertThat(reply.code()).isEqualTo(250);
    assertThat(reply.status()).isEqualTo(EnhancedStatusCode.of("2.1.0"));
    assertThat(reply.lines()).containsExactly("Sender ok");
  }

  @Test
  void readsBareCode() throws IOException {
    assertThat(read("354\r\n").lines()).containsExactly("");
    assertThat(read("250 \r\n").lines()).containsExactly("");
    assertThat(read("250-\r\n250\r\n").lines()).containsExactly("", "");
  }

  @Test
  void readsSeveralLinesAndTakesTheFirstStatus() throws IOException {
    Reply reply = read("550-5.7.1 not here\r\n550-5.7.1 nor there\r\n550 5.7.1 go away\r\n");

    assertThat(reply.status()).isEqualTo(EnhancedStatusCode.of("5.7.1"));
    assertThat(reply.lines()).containsExactly("not here", "nor there", "go away");
  }

  @Test
  void leavesTheNextReplyUnread() throws IOException {
    ReplyReader reader = reader("250 one\r\n550 two\r\n");

    assertThat(reader.read(true).code()).isEqualTo(250);
    assertThat(reader.read(true).code()).isEqualTo(550);
  }

  @Test
  @Tag("rfc2034-4")
  void takesNoStatusThatContradictsTheCodeOrWasNotAnnounced() throws IOException {
    assertThat(read("450 5.1.1 unknown\r\n").status()).isNull();
    assertThat(read("450 5.1.1 unknown\r\n").lines()).containsExactly("5.1.1 unknown");
    assertThat(reader("550 5.1.1 unknown\r\n").read(false).status()).isNull();
    assertThat(read("550 5.1.1.1 unknown\r\n").status()).isNull();
  }

  @Test
  void takesCodesThatAreInUseThoughNotInTheGrammar() throws IOException {
    assertThat(read("571 refused\r\n").isPermanent()).isTrue();
    assertThat(read("499 later\r\n").isTransient()).isTrue();
  }

  @Test
  void escapesControlCharactersInTheText() throws IOException {
    Reply reply = read("550 a\u0000b\rc\u001b[31m\u0085d\u202e\r\n");

    assertThat(reply.lines()).containsExactly("a?b?c?[31m?d?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n",
        "25\r\n",
        "2x0 ok\r\n",
        "x\r\n",
        " 250 ok\r\n",
        "2500 ok\r\n",
        "250ok\r\n",
        "250_ok\r\n",
        "-25 ok\r\n",
        "199 no\r\n",
        "000 no\r\n",
        "600 no\r\n",
        "999 no\r\n",
        "250-one\r\n251 two\r\n",
        "250-one\r\n550 two\r\n",
        "250-one\r\ntwo\r\n",
        "250 bare line feed\n",
        "250-one\n250 two\r\n",
        "\u0662\u0665\u0660 ok\r\n",
        "SSH-2.0-OpenSSH\r\n"
      })
  void refusesWhatIsNoReply(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedReplyException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "250", "250 ok", "250 ok\r", "250-one\r\n", "250-one\r\n250"})
  void noticesThatThePeerClosedTooEarly(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(EOFException.class);
  }

  @Test
  void boundsTheLengthOfALine() throws IOException {
    assertThat(read("250 " + "a".repeat(2043) + "\r\n").lines().get(0)).hasSize(2043);
    assertThatThrownBy(() -> read("250 " + "a".repeat(2044) + "\r\n"))
        .isInstanceOf(MalformedReplyException.class);
  }

  @Test
  void boundsTheNumberOfLines() throws IOException {
    assertThat(read("250-x\r\n".repeat(127) + "250 x\r\n").lines()).hasSize(128);
    assertThatThrownBy(() -> read("250-x\r\n".repeat(128) + "250 x\r\n"))
        .isInstanceOf(MalformedReplyException.class);
  }

  @Test
  void neverDoesAnythingElseWithRandomInput() {
    Random random = new Random(8689);
    String alphabet = "0123456789-  \r\n\r\n.aZ\u00e9\u0000";
    int replies = 0;
    for (int round = 0; round < 200_000; round++) {
      StringBuilder text = new StringBuilder(round % 3 == 0 ? "250" : "");
      int length = random.nextInt(24);
      for (int i = 0; i < length; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      text.append(round % 2 == 0 ? "\r\n" : "");
      try {
        Reply reply = read(text.toString());
        replies++;
        assertThat(reply.code()).isBetween(200, 599);
        assertThat(reply.lines()).allMatch(line -> line.chars().noneMatch(c -> c < 0x20));
      } catch (MalformedReplyException | EOFException refused) {
        assertThat(refused).hasMessageNotContaining("null");
      } catch (IOException other) {
        throw new AssertionError(text.toString(), other);
      }
    }
    assertThat(replies).isGreaterThan(1000);
  }

  @Test
  void readsTheKeywordsOfEhlo() throws IOException {
    Reply reply =
        read(
            String.join(
                "\r\n",
                "250-mx.example greets you",
                "250-pipelining",
                "250-SIZE 1000",
                "250-X-OWN thing",
                "250-8BITMIME ",
                "250-REQUIRETLS",
                "250 ENHANCEDSTATUSCODES",
                ""));

    PeerCapabilities capabilities = PeerCapabilities.of(reply);

    assertThat(capabilities.extensions())
        .containsExactlyInAnyOrder(
            Extension.PIPELINING,
            Extension.SIZE,
            Extension.EIGHT_BIT_MIME,
            Extension.REQUIRETLS,
            Extension.ENHANCED_STATUS_CODES);
    assertThat(capabilities.sizeLimit()).isEqualTo(1000);
  }

  @Test
  @Tag("rfc1870-3")
  void takesAnySizeThatIsNoNumberAsNoLimit() {
    for (String size : List.of("SIZE", "SIZE 0", "SIZE x", "SIZE -1", "SIZE " + "9".repeat(19))) {
      PeerCapabilities capabilities =
          PeerCapabilities.of(new Reply(250, null, List.of("mx.example", size)));
      assertThat(capabilities.offers(Extension.SIZE)).as(size).isTrue();
      assertThat(capabilities.sizeLimit()).as(size).isZero();
    }
  }

  @Test
  void takesTheFirstLineOfEhloForNoKeyword() {
    Reply reply = new Reply(250, null, List.of("REQUIRETLS"));

    assertThat(PeerCapabilities.of(reply).extensions()).isEmpty();
  }

  private static Reply read(String text) throws IOException {
    return reader(text).read(true);
  }

  private static ReplyReader reader(String text) {
    return new ReplyReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
