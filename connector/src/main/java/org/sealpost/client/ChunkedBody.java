package org.sealpost.client;

import java.io.IOException;
import java.io.InputStream;

/**
 * The mail data of one transaction as chunks (RFC 3030 §2). Each chunk is announced with its size,
 * and the octets follow as they are.
 */
final class ChunkedBody implements AutoCloseable {
  /** So much is wasted at the most where the peer refuses a chunk. */
  static final int CHUNK_OCTETS = 1024 * 1024;

  private final OutgoingMail.Content content;
  private final InputStream source;
  private long sent;
  private boolean ended;

  ChunkedBody(OutgoingMail.Content content) throws UnreadableContentException {
    this.content = content;
    try {
      this.source = content.open();
    } catch (IOException failed) {
      throw new UnreadableContentException("the mail data cannot be opened", failed);
    }
  }

  /** Whether the last chunk was sent. */
  boolean isEnded() {
    return ended;
  }

  /**
   * Sends the next chunk with its command.
   *
   * @throws UnreadableContentException where the content fails or is not as long as it said; the
   *     chunk is not complete then
   */
  void sendNext(PeerOutput out) throws IOException {
    long left = content.octets() - sent;
    boolean last = left <= CHUNK_OCTETS;
    long size = last ? left : CHUNK_OCTETS;
    // RFC 3030 §2: LAST ends the mail data.
    out.line("BDAT " + size + (last ? " LAST" : ""));
    out.octets(source, size, last);
    out.flush();
    sent += size;
    ended = last;
  }

  @Override
  public void close() throws UnreadableContentException {
    try {
      source.close();
    } catch (IOException failed) {
      throw new UnreadableContentException("the mail data cannot be closed", failed);
    }
  }
}
