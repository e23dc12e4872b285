package org.sealpost.server;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the input into command lines (RFC 5321 §2.3.8: a line ends with CRLF and with nothing else).
 * One for each session; remembers only how far it has looked and whether it is inside a line that
 * is already refused.
 */
final class CommandFramer {
  /**
   * RFC 4954 §4: what is sufficient for the mechanisms in use. Choice: AUTH itself may be as long,
   * although the RFC keeps it to the common limit, because clients put whole tokens behind it.
   */
  static final int MAX_AUTHENTICATION_OCTETS = 12288;

  private static final byte[] AUTH = {'A', 'U', 'T', 'H', ' '};

  /**
   * RFC 5321 §4.5.3.1.4 says 512 octets, and each extension may add to it; all of MAIL's have to
   * fit together (RFC 3461 §5.4): SIZE 26, BODY 16 or 17, SMTPUTF8 10, REQUIRETLS 11, RET and ENVID
   * 117, AUTH 500, FUTURERELEASE 34, MT-PRIORITY 15; of RCPT's NOTIFY and ORCPT 530. Choice: one
   * limit for all, by default one that leaves room for longer paths in UTF-8 as well.
   */
  private final int maxLineOctets;

  private int looked;
  private boolean dropping;

  /**
   * At the start of a line.
   *
   * @param maxLineOctets the longest command line, its CRLF not counted
   */
  CommandFramer(int maxLineOctets) {
    this.maxLineOctets = maxLineOctets;
  }

  /**
   * The next line or fault; null where more input is needed.
   *
   * @param authentication whether the line is to be part of a SASL exchange, and may be as long as
   *     those are
   */
  @Nullable Framed next(ByteBuf in, boolean authentication) {
    while (in.isReadable()) {
      int start = in.readerIndex();
      int feed = in.indexOf(start + looked, in.writerIndex(), (byte) '\n');
      if (feed < 0) {
        return needMore(in, limit(in, authentication));
      }
      looked = 0;
      in.readerIndex(feed + 1);
      boolean whole = feed > start && in.getByte(feed - 1) == '\r';
      if (!whole) {
        // Each of these is answered, none executed, nor what stands between it and the next CRLF.
        dropping = true;
        return Framed.Fault.BARE_LF;
      }
      if (!dropping) {
        in.readerIndex(start);
        int limit = limit(in, authentication);
        in.readerIndex(feed + 1);
        return line(in, start, feed - 1 - start, limit);
      }
      dropping = false;
    }
    return null;
  }

  /** Whether a call of {@link #next} would find something. */
  boolean hasNext(ByteBuf in) {
    return in.indexOf(in.readerIndex() + looked, in.writerIndex(), (byte) '\n') >= 0;
  }

  private int limit(ByteBuf in, boolean authentication) {
    return authentication || beginsWithAuth(in) ? MAX_AUTHENTICATION_OCTETS : maxLineOctets;
  }

  private static boolean beginsWithAuth(ByteBuf in) {
    if (in.readableBytes() < AUTH.length) {
      return false;
    }
    for (int i = 0; i < AUTH.length; i++) {
      // RFC 5321 §2.4: verbs are not case-sensitive; the bit is set in a space as well.
      if ((in.getByte(in.readerIndex() + i) | 0x20) != (AUTH[i] | 0x20)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Framed needMore(ByteBuf in, int limit) {
    int length = in.readableBytes();
    // The carriage return of a line of exactly the maximum may be here already.
    if (length <= limit + 1) {
      looked = length;
      return null;
    }
    // A carriage return at the end stays: the line feed that makes it a line end may follow.
    boolean maybeEnd = in.getByte(in.writerIndex() - 1) == '\r';
    in.skipBytes(maybeEnd ? length - 1 : length);
    looked = 0;
    boolean first = !dropping;
    dropping = true;
    return first ? Framed.Fault.TOO_LONG : null;
  }

  private static Framed line(ByteBuf in, int start, int length, int limit) {
    if (length > limit) {
      return Framed.Fault.TOO_LONG;
    }
    byte[] octets = new byte[length];
    in.getBytes(start, octets);
    boolean ascii = true;
    for (byte octet : octets) {
      if (octet == '\r') {
        return Framed.Fault.BARE_CR;
      }
      if ((octet >= 0 && octet < 0x20 && octet != '\t') || octet == 0x7f) {
        return Framed.Fault.NOT_TEXT;
      }
      ascii &= octet >= 0;
    }
    return ascii ? new Framed.Line(new String(octets, StandardCharsets.US_ASCII)) : utf8(octets);
  }

  // RFC 6531 §3.3: non-ASCII text in commands is UTF-8.
  private static Framed utf8(byte[] octets) {
    try {
      return new Framed.Line(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(octets))
              .toString());
    } catch (CharacterCodingException notUtf8) {
      return Framed.Fault.NOT_TEXT;
    }
  }
}
