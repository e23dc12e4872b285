package org.sealpost.server;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
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
  private byte @Nullable [] drain;
  private boolean tooLarge;

  /**
   * Reads into the buffer, whose owner it is not.
   *
   * @param maxOctets the largest message
   */
  MailDataReader(MailDataBuffer buffer, long maxOctets) {
    this.buffer = buffer;
    this.maxOctets = maxOctets;
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
        decode(in, waste, 0, waste.length);
        continue;
      }
      if (!buffer.makeRoom()) {
        return false;
      }
      buffer.advance(decode(in, buffer.array(), buffer.position(), buffer.free()));
      tooLarge = buffer.octets() > maxOctets;
      if (tooLarge || decoder.hasBareLineEnd() || buffer.failure() != null) {
        drain = new byte[DRAIN_OCTETS];
      }
    }
    return decoder.isComplete();
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
    if (tooLarge) {
      // RFC 1870 §6.3.
      return Replies.MESSAGE_TOO_LARGE;
    }
    IOException failure = buffer.failure();
    return failure == null ? null : Replies.SPOOL_FAILED;
  }
}
