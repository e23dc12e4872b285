package org.sealpost.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.Reply;

/**
 * Reads the replies of a peer (RFC 5321 §4.2) from a buffered stream. Strict: what is no reply is
 * an error, never a guess. Lines end in CRLF and are bounded in length and in number.
 */
final class ReplyReader {
  // RFC 5321 §4.5.3.1.5 says 512 octets. Choice: four times that, because longer ones are seen.
  private static final int MAX_LINE_OCTETS = 2048;
  private static final int MAX_LINES = 128;

  private final InputStream in;
  private final byte[] line = new byte[MAX_LINE_OCTETS];

  ReplyReader(InputStream in) {
    this.in = in;
  }

  /**
   * Reads one reply with all its lines.
   *
   * @param enhanced whether the peer announced ENHANCEDSTATUSCODES; only then a leading code in the
   *     text is one (RFC 2034 §4)
   * @throws MalformedReplyException where the peer sent something else
   * @throws EOFException where the peer closed before the end of the reply
   */
  Reply read(boolean enhanced) throws IOException {
    List<String> lines = new ArrayList<>(1);
    EnhancedStatusCode status = null;
    int code = 0;
    boolean last = false;
    while (!last) {
      int length = readLine();
      int lineCode = code(length);
      if (!lines.isEmpty() && lineCode != code) {
        // RFC 5321 §4.2.1: all lines of a reply carry the same code.
        throw new MalformedReplyException("a reply of several codes");
      }
      if (lines.size() == MAX_LINES) {
        throw new MalformedReplyException("a reply of more than " + MAX_LINES + " lines");
      }
      code = lineCode;
      last = isLast(length);
      String text = text(length);
      EnhancedStatusCode lineStatus = enhanced ? leadingStatus(text, code) : null;
      status = status == null ? lineStatus : status;
      lines.add(lineStatus == null ? text : text.substring(lineStatus.toString().length()).strip());
    }
    return new Reply(code, status, lines);
  }

  private int readLine() throws IOException {
    int length = 0;
    while (true) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("the peer closed the connection");
      }
      if (octet == '\n') {
        // RFC 5321 §2.3.8: lines end in CRLF and nothing else.
        if (length == 0 || line[length - 1] != '\r') {
          throw new MalformedReplyException("a line that ends without CR");
        }
        return length - 1;
      }
      if (length == MAX_LINE_OCTETS) {
        throw new MalformedReplyException("a line of more than " + MAX_LINE_OCTETS + " octets");
      }
      line[length++] = (byte) octet;
    }
  }

  /**
   * The code of the line read last. Choice: 200 to 599, wider than the grammar of RFC 5321 §4.2 in
   * the second digit, because 571 and the like are in use and the first digit says all (§4.2.1).
   */
  private int code(int length) throws MalformedReplyException {
    if (length < 3) {
      throw new MalformedReplyException("a line without a reply code");
    }
    int code = 0;
    for (int i = 0; i < 3; i++) {
      if (line[i] < '0' || line[i] > '9') {
        throw new MalformedReplyException("a line without a reply code");
      }
      code = code * 10 + line[i] - '0';
    }
    if (code < 200 || code > 599) {
      throw new MalformedReplyException("a reply code out of range");
    }
    return code;
  }

  /** RFC 5321 §4.2: a bare code is a whole reply; else a space ends it and a hyphen goes on. */
  private boolean isLast(int length) throws MalformedReplyException {
    if (length == 3 || line[3] == ' ') {
      return true;
    }
    if (line[3] == '-') {
      return false;
    }
    throw new MalformedReplyException("a reply code of more than three digits");
  }

  private String text(int length) {
    if (length <= 4) {
      return "";
    }
    // RFC 6531 §3.7.4.2: the text may be UTF-8.
    String text = new String(line, 4, length - 4, StandardCharsets.UTF_8);
    return PeerText.oneLine(text, MAX_LINE_OCTETS);
  }

  private static @Nullable EnhancedStatusCode leadingStatus(String text, int code) {
    int space = text.indexOf(' ');
    Optional<EnhancedStatusCode> status =
        EnhancedStatusCode.parse(space < 0 ? text : text.substring(0, space));
    // RFC 2034 §4: the class has to be the first digit of the code; another one means nothing.
    return status.filter(found -> found.statusClass() == code / 100).orElse(null);
  }
}
