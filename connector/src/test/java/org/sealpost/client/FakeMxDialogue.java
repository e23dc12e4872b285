package org.sealpost.client;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What one connection of a {@link FakeMx} was: every octet of the client, and where TLS began. */
public final class FakeMxDialogue {
  private final ByteArrayOutputStream clear = new ByteArrayOutputStream();
  private final ByteArrayOutputStream secured = new ByteArrayOutputStream();
  private String announced = "";

  /** What the client sent without TLS, one character for each octet. */
  public synchronized String clear() {
    return clear.toString(StandardCharsets.ISO_8859_1);
  }

  /** What the client sent under TLS, deciphered; one character for each octet. */
  public synchronized String secured() {
    return secured.toString(StandardCharsets.ISO_8859_1);
  }

  /** The last answer to EHLO under TLS; empty where there was none. */
  public synchronized String announcedUnderTls() {
    return announced;
  }

  synchronized void announced(boolean underTls, String answer) {
    announced = underTls ? answer : announced;
  }

  private synchronized void keep(boolean underTls, byte[] octets, int offset, int count) {
    (underTls ? secured : clear).write(octets, offset, count);
  }

  /** The same stream; what is read from it is kept. */
  InputStream heard(InputStream in, boolean underTls) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] octets, int offset, int length) throws IOException {
        int count = super.read(octets, offset, length);
        if (count > 0) {
          keep(underTls, octets, offset, count);
        }
        return count;
      }
    };
  }
}
