package org.sealpost.server;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;

/**
 * Takes the chunks of one message off the input (RFC 3030 §2). Chunks end anywhere, within a CRLF
 * too. Text is held to the rule DATA has: a CR or LF alone is refused, since the next server would
 * get it between the lines of a DATA command ("SMTP smuggling"); a binary body is kept octet for
 * octet (§3).
 */
final class ChunkReader implements MessageData {
  private final MailDataBuffer buffer;
  private final long maxOctets;
  private final boolean binary;
  private long left;
  private long chunkOctets;
  private boolean last;
  private boolean afterReturn;
  private boolean bareLineEnd;
  private boolean tooLarge;
  private long drained;

  /**
   * Reads into the buffer, whose owner it is not.
   *
   * @param maxOctets the largest message
   * @param binary whether MAIL had BODY=BINARYMIME
   */
  ChunkReader(MailDataBuffer buffer, long maxOctets, boolean binary) {
    this.buffer = buffer;
    this.maxOctets = maxOctets;
    this.binary = binary;
  }

  /** The next BDAT command. */
  void expect(long octets, boolean lastOne) {
    left = octets;
    chunkOctets = octets;
    last = lastOne;
  }

  /** How long the chunk is that is being read or was read last. */
  long chunkOctets() {
    return chunkOctets;
  }

  @Override
  public MailDataBuffer buffer() {
    return buffer;
  }

  @Override
  public boolean isLast() {
    return last;
  }

  @Override
  public boolean read(ByteBuf in) {
    while (left > 0 && in.isReadable()) {
      int count = (int) Math.min(left, in.readableBytes());
      if (tooLarge || bareLineEnd || buffer.failure() != null) {
        // RFC 3030 §2: accepted and discarded before the reply.
        in.skipBytes(count);
        drained += count;
      } else if (buffer.makeRoom()) {
        count = Math.min(count, buffer.free());
        take(in, count);
      } else {
        return false;
      }
      left -= count;
    }
    return left == 0;
  }

  @Override
  public boolean isHopeless() {
    return drained > Math.max(maxOctets, LEAST_DRAINED);
  }

  private void take(ByteBuf in, int count) {
    in.readBytes(buffer.array(), buffer.position(), count);
    if (!binary) {
      look(buffer.array(), buffer.position(), buffer.position() + count);
    }
    buffer.advance(count);
    tooLarge = buffer.octets() > maxOctets;
  }

  private void look(byte[] octets, int from, int to) {
    for (int i = from; i < to; i++) {
      if ((octets[i] == '\n') != afterReturn) {
        bareLineEnd = true;
      }
      afterReturn = octets[i] == '\r';
    }
  }

  @Override
  public @Nullable Reply refusal() {
    if (bareLineEnd || (last && afterReturn)) {
      return Replies.BARE_LINE_END_IN_DATA;
    }
    if (tooLarge) {
      // RFC 1870 §6.3.
      return Replies.MESSAGE_TOO_LARGE;
    }
    return buffer.failure() == null ? null : Replies.SPOOL_FAILED;
  }
}
