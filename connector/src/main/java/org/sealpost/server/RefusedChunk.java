package org.sealpost.server;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Reply;

/**
 * A chunk that came where none may come. RFC 3030 §2: its octets are accepted and thrown away
 * before the reply; taken for commands they would let a message's text run our session.
 */
final class RefusedChunk implements IncomingData {
  private final @Nullable Reply reply;
  private long left;
  private long drained;

  /**
   * Nothing is read yet.
   *
   * @param reply null where none is due (RFC 2033 §4.3)
   */
  RefusedChunk(long octets, @Nullable Reply reply) {
    this.left = octets;
    this.reply = reply;
  }

  /** How many octets are still to come. */
  long octets() {
    return left;
  }

  @Nullable Reply reply() {
    return reply;
  }

  @Override
  public boolean read(ByteBuf in) {
    int count = (int) Math.min(left, in.readableBytes());
    in.skipBytes(count);
    left -= count;
    drained += count;
    return left == 0;
  }

  @Override
  public boolean isHopeless() {
    return drained > LEAST_DRAINED;
  }
}
