package org.sealpost.whole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads mail data up to its final dot (RFC 5321 §4.1.1.4), line by line and without keeping it: the
 * header and the beginning of the body stay, of the whole body its length and digest.
 */
final class MailDataDigest {
  private static final int KEPT = 64 * 1024;
  private static final int LONGEST_LINE = 1 << 20;

  private final InputStream in;
  private final MessageDigest digest = sha256();
  private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
  private final byte[] line = new byte[LONGEST_LINE];
  private boolean inBody;
  private long bodyOctets;

  MailDataDigest(InputStream in) {
    this.in = in;
  }

  /** SHA-256 in hexadecimal digits. */
  static String of(byte[] octets) {
    return HexFormat.of().formatHex(sha256().digest(octets));
  }

  /** A new SHA-256. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyRuntimeHasIt) {
      throw new IllegalStateException(everyRuntimeHasIt);
    }
  }

  /** Reads to the end. */
  Sink.Taken taken(boolean tls, String mail, List<String> recipients) throws IOException {
    int length = readLine();
    while (!(length == 3 && line[0] == '.')) {
      int dot = line[0] == '.' ? 1 : 0;
      keep(dot, length - dot);
      length = readLine();
    }
    String digits = HexFormat.of().formatHex(digest.digest());
    return new Sink.Taken(
        tls, mail, recipients, beginning.toString(ISO_8859_1), bodyOctets, digits);
  }

  private void keep(int from, int length) {
    if (inBody) {
      digest.update(line, from, length);
      bodyOctets += length;
    }
    if (!inBody || bodyOctets <= KEPT) {
      beginning.write(line, from, length);
    }
    inBody |= length == 2;
  }

  /** With its CRLF, which alone ends a line. */
  private int readLine() throws IOException {
    int length = 0;
    while (true) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException();
      }
      line[length++] = (byte) octet;
      if (octet == '\n' && length > 1 && line[length - 2] == '\r') {
        return length;
      }
    }
  }
}
