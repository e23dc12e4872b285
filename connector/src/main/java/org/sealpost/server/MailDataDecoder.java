package org.sealpost.server;

/**
 * Finds the end of mail data and takes the transparency dots away (RFC 5321 §4.1.1.4, §4.5.2).
 * Works in place on the array the octets were read into, so that text without a leading dot is
 * never copied. One for each message.
 *
 * <p>Only CRLF "." CRLF ends mail data. A CR without LF, or an LF without CR, is content to this
 * decoder and remembered, because servers that take either for a line end see other messages in the
 * same octets ("SMTP smuggling"): such a message has to be refused.
 */
final class MailDataDecoder {
  private static final int LINE_START = 0;
  private static final int DOT = 1;
  private static final int DOT_CR = 2;
  private static final int INSIDE = 3;
  private static final int CR = 4;
  private static final int END = 5;

  private int state = LINE_START;
  private int consumed;
  private boolean bareLineEnd;
  private long lineOctets;
  private long longestLine;

  /** Whether the end of the mail data was found. */
  boolean isComplete() {
    return state == END;
  }

  /** Whether a CR or LF stood alone. */
  boolean hasBareLineEnd() {
    return bareLineEnd;
  }

  /** The octets of the longest line so far, as they came: with CRLF and transparency dot. */
  long longestLine() {
    return longestLine;
  }

  /** How many octets of the last {@link #decode} belong to this mail data; the rest comes after. */
  int consumed() {
    return consumed;
  }

  /**
   * Decodes in place.
   *
   * @return how many octets of mail data now stand at {@code from}
   */
  int decode(byte[] octets, int from, int length) {
    int end = from + length;
    int write = from;
    int run = from;
    int at = from;
    int now = state;
    int line = from;
    while (at < end && now != END) {
      if (now == INSIDE) {
        // The octets of a line: everything above CR needs no further look.
        while (at < end && (octets[at] > '\r' || octets[at] < 0)) {
          at++;
        }
        if (at == end) {
          break;
        }
      }
      byte octet = octets[at++];
      if (now == LINE_START && octet == '.') {
        // The dot goes: move what stands before it, if earlier dots left a gap.
        write = move(octets, run, at - 1, write);
        run = at;
      }
      now = next(now, octet);
      if (now == LINE_START) {
        endLine(at - line);
        line = at;
      }
    }
    goOnWithLine(at - line);
    if (now == END) {
      // The line with the single dot is no data: its CR and LF stand in the last run.
      write = move(octets, run, Math.max(run, at - 2), write);
    } else {
      // The CR behind a single dot is held back: it is the end, or else the message is refused.
      write = move(octets, run, now == DOT_CR ? Math.max(run, end - 1) : end, write);
    }
    state = now;
    consumed = at - from;
    return write - from;
  }

  private void endLine(int octets) {
    goOnWithLine(octets);
    lineOctets = 0;
  }

  private void goOnWithLine(int octets) {
    lineOctets += octets;
    longestLine = Math.max(longestLine, lineOctets);
  }

  private int next(int now, byte octet) {
    if (octet == '\n') {
      return afterLineFeed(now);
    }
    if (now == CR || now == DOT_CR) {
      bareLineEnd = true;
    }
    if (octet == '\r') {
      return now == DOT ? DOT_CR : CR;
    }
    return now == LINE_START && octet == '.' ? DOT : INSIDE;
  }

  private int afterLineFeed(int now) {
    if (now == DOT_CR) {
      return END;
    }
    if (now == CR) {
      return LINE_START;
    }
    bareLineEnd = true;
    return INSIDE;
  }

  private static int move(byte[] octets, int from, int to, int target) {
    if (from != target) {
      System.arraycopy(octets, from, octets, target, to - from);
    }
    return target + to - from;
  }
}
