package org.sealpost.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.http.HttpReply.MalformedHttpException;
import org.sealpost.http.HttpReply.TooLargeException;

@Tag("rfc9112-6.3")
class HttpReplyTest {
  private static HttpReply head(String text) throws IOException {
    // In tables / is CRLF.
    String real = text.replace("/1.", "\0").replace("/", "\r\n").replace("\0", "/1.");
    return HttpReply.readHead(
        new ByteArrayInputStream(real.getBytes(StandardCharsets.ISO_8859_1)), 10);
  }

  private static String body(String text) throws IOException {
    return new String(head(text).body(), StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "HTTP/1.1 200 OK/Content-Length: 3//abcdef|abc",
        "HTTP/1.0 200//abcdef|abcdef",
        "HTTP/1.1 200 /content-length:10 //abcdefghij|abcdefghij",
        "HTTP/1.1 200 OK/Content-Length: 0//|''",
        "HTTP/1.1 200 OK/Transfer-Encoding: Chunked//3/abc/2;x=y/de/0//|abcde",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked/Content-Length:"
            + " 99//A/abcdefghij/0//|abcdefghij",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//0/Trailer: x//|''",
        "HTTP/1.1 100 Continue//HTTP/1.1 103 Hints/Link: x//HTTP/1.1 200 OK/Content-Length: 1//a|a",
      })
  void readsABody(String text, String body) throws IOException {
    assertThat(head(text).status()).isEqualTo(200);
    assertThat(body(text)).isEqualTo(body);
  }

  @Test
  void readsTheFields() throws IOException {
    HttpReply reply =
        head("HTTP/1.1 404 No/CONTENT-type: Text/1.x ; charset=x/Content-Encoding: br//");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.mediaType()).contains("text/1.x");
    assertThat(reply.contentCoding()).contains("br");
    assertThat(head("HTTP/1.1 200 OK//").mediaType()).isEmpty();
    assertThat(head("HTTP/1.1 200 OK/Content-Encoding: Identity//").contentCoding()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK/Content-Length: 11//abcdefghijk",
        "HTTP/1.1 200 OK//abcdefghijk",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//6/abcdef/6/ghijkl/0//",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//FFFFFFF/abc",
      })
  void readsNoMoreThanAllowed(String text) {
    assertThatThrownBy(() -> body(text)).isInstanceOf(TooLargeException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/2 200 OK//",
        "220 mx.example ESMTP//",
        "HTTP/1.1 20 OK//",
        "HTTP/1.1 2000 OK//",
        "HTTP/1.1 200 OK/no field//",
        "HTTP/1.1 200 OK/a: b/ folded//",
        "HTTP/1.1 200 OK/Content-Length: 3/Content-Length: 4//abcd",
        "HTTP/1.1 200 OK/Content-Length: -3//abcd",
        "HTTP/1.1 200 OK/Content-Length: 99999999999//abcd",
        "HTTP/1.1 200 OK/Transfer-Encoding: gzip, chunked//0//",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//x//",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//-1//",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//2/abc/0//",
        "HTTP/1.1 100 a//HTTP/1.1 100 a//HTTP/1.1 100 a//HTTP/1.1 100 a//HTTP/1.1 100 a//"
            + "HTTP/1.1 100 a//HTTP/1.1 100 a//",
      })
  void refusesWhatIsNotHttp(String text) {
    assertThatThrownBy(() -> body(text)).isInstanceOf(MalformedHttpException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK/",
        "HTTP/1.1 200 OK/Content-Length: 4//abc",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//4/abc",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//",
      })
  void takesNoPartForTheWhole(String text) {
    assertThatThrownBy(() -> body(text)).isInstanceOf(EOFException.class);
  }

  @Test
  void boundsTheHead() {
    assertThatThrownBy(() -> head("HTTP/1.1 200 OK/x: " + "y".repeat(20_000) + "//"))
        .isInstanceOf(MalformedHttpException.class);
    assertThatThrownBy(() -> head("HTTP/1.1 200 OK/" + "x: y/".repeat(20_000) + "/"))
        .isInstanceOf(MalformedHttpException.class);
  }

  @Test
  void neverFailsWithAnythingButAnIoException() {
    Random random = new Random(9112);
    String good = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = good.getBytes(StandardCharsets.US_ASCII);
      octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      try {
        byte[] body = HttpReply.readHead(new ByteArrayInputStream(octets), 10).body();
        assertThat(body.length).isLessThanOrEqualTo(10);
        read++;
      } catch (IOException refused) {
        assertThat(refused).hasNoCause();
      }
    }
    assertThat(read).isBetween(1, 19_999);
  }
}
