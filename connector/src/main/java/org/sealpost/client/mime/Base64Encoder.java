package org.sealpost.client.mime;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;

/** Base64 (RFC 2045 §6.8). */
final class Base64Encoder implements BodyEncoder {
  /** 76 characters. */
  private static final int LINE_OCTETS = 57;

  private final ByteArrayOutputStream out;
  private final byte[] line = new byte[LINE_OCTETS];
  private int length;
  private boolean any;

  Base64Encoder(ByteArrayOutputStream out) {
    this.out = out;
  }

  @Override
  public void octets(byte[] octets, int count) {
    for (int i = 0; i < count; i++) {
      add(octets[i]);
    }
  }

  @Override
  public void lineBreak() {
    add((byte) '\r');
    add((byte) '\n');
  }

  private void add(byte octet) {
    if (length == LINE_OCTETS) {
      write();
    }
    line[length++] = octet;
  }

  private void write() {
    if (any) {
      out.write('\r');
      out.write('\n');
    }
    out.writeBytes(Base64.getEncoder().encode(Arrays.copyOf(line, length)));
    any = true;
    length = 0;
  }

  /** The last line has no CRLF of its own: before a delimiter there is one already. */
  @Override
  public void end() {
    if (length > 0) {
      write();
    }
  }
}
