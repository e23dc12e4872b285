package org.sealpost.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.Reply;

/** Replies as octets (RFC 5321 §4.2, RFC 2034 §4). */
final class ReplyEncoder {
  // RFC 5321 §4.5.3.1.5: a reply line has at most 512 octets, code and CRLF included.
  private static final int MAX_TEXT = 512 - 2 - "250-".length() - "5.123.123 ".length();
  private static final int CRLF = '\r' << 8 | '\n';

  private ReplyEncoder() {}

  /**
   * Appends the reply; text that is not printable ASCII, or too long, is made so.
   *
   * @param session the name of the session, which stands behind a refusal: whoever asks about one
   *     can name the lines of the log that say more
   */
  static void encode(Reply reply, String session, ByteBuf out) {
    EnhancedStatusCode code = reply.status();
    String reference = reply.code() >= 400 && code != null ? " (" + session + ")" : "";
    int last = reply.lines().size() - 1;
    for (int i = 0; i <= last; i++) {
      out.writeByte('0' + reply.code() / 100);
      out.writeByte('0' + reply.code() / 10 % 10);
      out.writeByte('0' + reply.code() % 10);
      out.writeByte(i < last ? '-' : ' ');
      if (code != null) {
        // RFC 2034 §4: every line of a reply carries the status code.
        writeNumber(code.statusClass(), out);
        out.writeByte('.');
        writeNumber(code.subject(), out);
        out.writeByte('.');
        writeNumber(code.detail(), out);
        out.writeByte(' ');
      }
      if (i < last) {
        writeText(reply.lines().get(i), MAX_TEXT, out);
      } else {
        writeText(reply.lines().get(i), MAX_TEXT - reference.length(), out);
        ByteBufUtil.writeAscii(out, reference);
      }
      out.writeShort(CRLF);
    }
  }

  private static void writeNumber(int number, ByteBuf out) {
    if (number >= 100) {
      out.writeByte('0' + number / 100 % 10);
    }
    if (number >= 10) {
      out.writeByte('0' + number / 10 % 10);
    }
    out.writeByte('0' + number % 10);
  }

  private static void writeText(String text, int most, ByteBuf out) {
    int length = Math.min(text.length(), most);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c > 0x7e) {
        writeCleaned(text, length, out);
        return;
      }
    }
    ByteBufUtil.writeAscii(out, length == text.length() ? text : text.substring(0, length));
  }

  private static void writeCleaned(String text, int length, ByteBuf out) {
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      out.writeByte(c < 0x20 || c > 0x7e ? '?' : c);
    }
  }
}
