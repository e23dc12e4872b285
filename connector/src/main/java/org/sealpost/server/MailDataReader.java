package org.sealpost.server;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.ServerLimits;
import org.sealpost.smtp.Replies;
import org.sealpost.smtp.Reply;

/**
 * Takes the mail data of one message, sent with DATA, off the input. What is going to be refused is
 * read to its end nevertheless, and thrown away, because only there the client listens again.
 */
final class MailDataReader implements MessageData {
  private static final int DRAIN_OCTETS = 8 * 1024;

  private final MailDataDecoder decoder = new MailDataDecoder();
  private final MailDataBuffer buffer;
  private final long maxOctets;
  private final int maxLineOctets;
  private long drained;
  private byte @Nullable [] drain;
  private boolean tooLarge;

  /**
   * Reads into the buffer, whose owner it is not.
   *
   * @param maxOctets the largest message
   * @param content what else is asked of it
   */
  MailDataReader(MailDataBuffer buffer, long maxOctets, ServerLimits.Content content) {
    this.buffer = buffer;
    this.maxOctets = maxOctets;
    this.maxLineOctets =
        content.textLineOctets() == 0 ? Integer.MAX_VALUE : content.textLineOctets();
  }

  @Override
  public MailDataBuffer buffer() {
    return buffer;
  }

  @Override
  public boolean isLast() {
    return true;
  }

  @Override
  public boolean read(ByteBuf in) {
    while (in.isReadable() && !decoder.isComplete()) {
      byte[] waste = drain;
      if (waste != null) {
        int before = in.readableBytes();
        decode(in, waste, 0, waste.length);
        drained += before - in.readableBytes();
        continue;
      }
      if (!buffer.makeRoom()) {
        return false;
      }
      buffer.advance(decode(in, buffer.array(), buffer.position(), buffer.free()));
      tooLarge = buffer.octets() > maxOctets;
      if (tooLarge || hasLongLine() || decoder.hasBareLineEnd() || buffer.failure() != null) {
        drain = new byte[DRAIN_OCTETS];
      }
    }
    return decoder.isComplete();
  }

  private boolean hasLongLine() {
    return decoder.longestLine() > maxLineOctets;
  }

  @Override
  public boolean isHopeless() {
    return drained > Math.max(maxOctets, IncomingData.LEAST_DRAINED);
  }

  private int decode(ByteBuf in, byte[] target, int position, int free) {
    int count = Math.min(in.readableBytes(), free);
    in.getBytes(in.readerIndex(), target, position, count);
    int kept = decoder.decode(target, position, count);
    in.skipBytes(decoder.consumed());
    return kept;
  }

  @Override
  public @Nullable Reply refusal() {
    if (decoder.hasBareLineEnd()) {
      return Replies.BARE_LINE_END_IN_DATA;
    }
    if (hasLongLine()) {
      return Replies.TEXT_LINE_TOO_LONG;
    }
    if (tooLarge) {
      // RFC 1870 §6.3.
      return Replies.MESSAGE_TOO_LARGE;
    }
    IOException failure = buffer.failure();
    return failure == null ? null : Replies.SPOOL_FAILED;
  }
}
