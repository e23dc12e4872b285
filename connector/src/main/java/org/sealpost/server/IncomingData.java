package org.sealpost.server;

import io.netty.buffer.ByteBuf;

/** Octets that follow a command and are no commands: mail data, or a chunk of it. */
sealed interface IncomingData permits MessageData, RefusedChunk {
  /**
   * Takes what belongs to it. Leaves octets behind where it has ended or the disk is behind.
   *
   * @return whether it has ended, and the next command begins
   */
  boolean read(ByteBuf in);
}
