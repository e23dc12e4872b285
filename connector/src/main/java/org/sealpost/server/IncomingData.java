package org.sealpost.server;

import io.netty.buffer.ByteBuf;

/** Octets that follow a command and are no commands: mail data, or a chunk of it. */
sealed interface IncomingData permits MessageData, RefusedChunk {
  /** As much as that of what is refused is read in any case, in octets. */
  long LEAST_DRAINED = 16L * 1024 * 1024;

  /**
   * Takes what belongs to it. Leaves octets behind where it has ended or the disk is behind.
   *
   * @return whether it has ended, and the next command begins
   */
  boolean read(ByteBuf in);

  /**
   * Whether the client goes on sending what is refused already for longer than any message may be:
   * it is not going to come to an end that is worth waiting for.
   */
  boolean isHopeless();
}
