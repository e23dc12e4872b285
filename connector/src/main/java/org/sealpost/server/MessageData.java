package org.sealpost.server;

import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Reply;

/** The mail data of one message on its way in, by DATA or by BDAT. */
sealed interface MessageData extends IncomingData permits MailDataReader, ChunkReader {
  /** Where the octets are; let go of by the session. */
  MailDataBuffer buffer();

  /** Whether the end of the message, and not only of a chunk, comes with what is read now. */
  boolean isLast();

  /**
   * Why the message is refused without asking the endpoint; null where nothing speaks against it.
   */
  @Nullable Reply refusal();
}
