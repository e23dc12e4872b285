package org.sealpost.client.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message in ASCII only, made while it is read: bodies that need it are encoded, text as
 * quoted-printable and everything else as base64 (RFC 2045 §6.2), and the transfer encodings that
 * are stated follow. Only for a message whose {@link MailForm#canBeSevenBit} is true.
 */
public final class SevenBitStream extends InputStream {
  private final InputStream source;
  private final MimeWalk walk;
  private final ByteArrayOutputStream made = new ByteArrayOutputStream();
  private byte[] ready = new byte[0];
  private int position;
  private boolean ended;

  /**
   * A stream over the message.
   *
   * @param message closed with this stream
   * @param form what was found out about the same message
   */
  public SevenBitStream(InputStream message, MailForm form) {
    if (!form.canBeSevenBit()) {
      throw new IllegalArgumentException("not a message that may be changed");
    }
    this.source = message;
    this.walk = new MimeWalk(message, new Encoding(form.encoded(), made));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    while (position == ready.length) {
      if (ended) {
        return -1;
      }
      ended = !walk.step();
      ready = made.toByteArray();
      made.reset();
      position = 0;
    }
    int count = Math.min(length, ready.length - position);
    System.arraycopy(ready, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  /** Writes what a walk finds, encoded where it has to be. */
  private static final class Encoding implements MimeWalk.Visitor {
    private static final byte[] CRLF = {'\r', '\n'};

    private final BitSet encoded;
    private final ByteArrayOutputStream out;
    private int entity = -1;
    private @Nullable BodyEncoder encoder;

    Encoding(BitSet encoded, ByteArrayOutputStream out) {
      this.encoded = encoded;
      this.out = out;
    }

    @Override
    public void header(EntityHeader header, boolean emptyLine) {
      entity++;
      String stated = header.encoding();
      if (encoded.get(entity)) {
        boolean text = header.isText();
        encoder = text ? new QuotedPrintableEncoder(out) : new Base64Encoder(out);
        out.writeBytes(header.withEncoding(text ? "quoted-printable" : "base64"));
      } else if (stated.equals("8bit") || stated.equals("binary")) {
        out.writeBytes(header.withEncoding("7bit")); // RFC 2045 §6.2: it is by now
      } else {
        out.writeBytes(header.raw());
      }
      if (emptyLine) {
        out.writeBytes(CRLF);
      }
    }

    @Override
    public void body(byte[] octets, int length) {
      if (encoder == null) {
        out.write(octets, 0, length);
      } else {
        encoder.octets(octets, length);
      }
    }

    @Override
    public void bodyBreak() {
      if (encoder == null) {
        out.writeBytes(CRLF);
      } else {
        encoder.lineBreak();
      }
    }

    @Override
    public void bodyEnd() {
      if (encoder != null) {
        encoder.end();
        encoder = null;
      }
    }

    @Override
    public void structure(byte[] octets, int length) {
      out.write(octets, 0, length);
    }
  }
}
