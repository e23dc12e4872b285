package org.sealpost.client.mime;

import java.io.IOException;
import java.io.InputStream;

/** Reads lines that end in CRLF; one that is very long, as binary data may have, in pieces. */
final class LineReader {
  static final int PIECE_OCTETS = 4096;
  private static final int BLOCK_OCTETS = 16 * 1024;

  private final InputStream in;
  private final byte[] block = new byte[BLOCK_OCTETS];
  private final byte[] piece = new byte[PIECE_OCTETS];
  private int position;
  private int limit;
  private int length;
  private boolean ended;
  private boolean starts = true;
  private boolean startsNext = true;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** Reads the next piece; false where there is none left. */
  boolean next() throws IOException {
    starts = startsNext;
    length = 0;
    ended = false;
    while (length < PIECE_OCTETS) {
      int octet = peek();
      if (octet < 0) {
        break;
      }
      if (octet == '\r' && length == PIECE_OCTETS - 1) {
        break; // so that a CR and its LF come in one piece
      }
      position++;
      piece[length++] = (byte) octet;
      if (octet == '\n' && length > 1 && piece[length - 2] == '\r') {
        length -= 2;
        ended = true;
        startsNext = true;
        return true;
      }
    }
    startsNext = false;
    return length > 0;
  }

  private int peek() throws IOException {
    if (position == limit) {
      limit = Math.max(0, in.read(block, 0, block.length));
      position = 0;
    }
    return position == limit ? -1 : block[position] & 0xff;
  }

  /** The octets of the piece, valid until the next one, without CRLF. */
  byte[] octets() {
    return piece;
  }

  /** How many of them count. */
  int length() {
    return length;
  }

  /** Whether CRLF came after it. */
  boolean isEnded() {
    return ended;
  }

  /** Whether a line begins with it. */
  boolean isStart() {
    return starts;
  }
}
