package org.sealpost.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks long lines at their spaces, so that none is longer than a line of mail should be (RFC 5322
 * §2.1.1). A word that is too long by itself is cut into pieces.
 */
final class Folding {
  private static final int WIDTH = 76;

  /** RFC 5322 §2.1.1: 998 at the most; and a character may be four octets. */
  private static final int LONGEST_WORD = 240;

  private Folding() {}

  /** A header field: further lines begin with a space, which is part of the value. */
  static void append(StringBuilder text, String begin, String value) {
    append(text, begin, " ", value);
  }

  /** A paragraph: what its first line begins with, and what the others do. */
  static void append(StringBuilder text, String begin, String further, String value) {
    StringBuilder line = new StringBuilder(begin);
    boolean empty = true;
    for (String word : value.strip().split(" +", -1)) {
      for (String piece : pieces(word)) {
        if (!empty && line.length() + 1 + piece.length() > WIDTH) {
          text.append(line).append("\r\n");
          line.setLength(0);
          line.append(further);
          empty = true;
        }
        line.append(empty ? "" : " ").append(piece);
        empty = false;
      }
    }
    text.append(line).append("\r\n");
  }

  private static Iterable<String> pieces(String word) {
    if (word.length() <= LONGEST_WORD) {
      return List.of(word);
    }
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < word.length()) {
      int end = Math.min(word.length(), start + LONGEST_WORD);
      boolean splitsPair = end < word.length() && Character.isLowSurrogate(word.charAt(end));
      pieces.add(word.substring(start, splitsPair ? end - 1 : end));
      start = splitsPair ? end - 1 : end;
    }
    return pieces;
  }
}
