package org.sealpost.client.mime;

import java.io.ByteArrayOutputStream;

/** Quoted-printable (RFC 2045 §6.7). */
final class QuotedPrintableEncoder implements BodyEncoder {
  /** Rule 5: 76 characters, with the = of a soft line break. */
  private static final int MAX_COLUMN = 75;

  private static final String HEX = "0123456789ABCDEF";

  private final ByteArrayOutputStream out;
  private int column;

  /** A space or tab that may turn out to end its line; -1 where there is none. */
  private int blank = -1;

  QuotedPrintableEncoder(ByteArrayOutputStream out) {
    this.out = out;
  }

  @Override
  public void octets(byte[] octets, int length) {
    for (int i = 0; i < length; i++) {
      int octet = octets[i] & 0xff;
      releaseBlank();
      if (octet == ' ' || octet == '\t') {
        blank = octet;
      } else if (octet > ' ' && octet < 0x7f && octet != '=') {
        literal(octet);
      } else {
        escape(octet);
      }
    }
  }

  private void releaseBlank() {
    if (blank >= 0) {
      literal(blank);
      blank = -1;
    }
  }

  private void literal(int octet) {
    makeRoom(1);
    out.write(octet);
    column++;
  }

  private void escape(int octet) {
    makeRoom(3);
    out.write('=');
    out.write(HEX.charAt(octet >> 4));
    out.write(HEX.charAt(octet & 15));
    column += 3;
  }

  private void makeRoom(int characters) {
    if (column + characters > MAX_COLUMN) {
      out.write('=');
      newLine();
    }
  }

  private void newLine() {
    out.write('\r');
    out.write('\n');
    column = 0;
  }

  /** Rule 3: a blank at the end of a line has to be written as its number. */
  private void escapeBlank() {
    if (blank >= 0) {
      escape(blank);
      blank = -1;
    }
  }

  @Override
  public void lineBreak() {
    escapeBlank();
    newLine();
  }

  @Override
  public void end() {
    escapeBlank();
  }
}
