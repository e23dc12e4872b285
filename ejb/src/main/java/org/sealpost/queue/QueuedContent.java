package org.sealpost.queue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sealpost.delivery.MailContent;

/**
 * The content of a queued message: read from its chunks a few at a time, each read a transaction of
 * its own, so that nothing is open while a slow peer takes it.
 */
final class QueuedContent implements MailContent {
  private static final int CHUNKS_AT_ONCE = 8;

  private final long octets;
  private final Chunks chunks;

  /** Where the pieces come from. */
  interface Chunks {
    List<byte[]> read(int first, int most);
  }

  QueuedContent(long octets, Chunks chunks) {
    this.octets = octets;
    this.chunks = chunks;
  }

  /** The content of a message that was just taken in and is small: it stays in memory. */
  static QueuedContent resident(long octets, List<byte[]> all) {
    return new QueuedContent(
        octets,
        (first, most) ->
            all.subList(Math.min(first, all.size()), Math.min(first + most, all.size())));
  }

  @Override
  public long octets() {
    return octets;
  }

  @Override
  public InputStream open() {
    return new ChunkStream();
  }

  private final class ChunkStream extends InputStream {
    private final Deque<byte[]> ahead = new ArrayDeque<>();
    private @Nullable InputStream current;
    private int next;
    private long given;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, buffer.length);
      if (length == 0) {
        return 0;
      }
      while (true) {
        if (current != null) {
          int count = current.read(buffer, offset, length);
          if (count > 0) {
            given += count;
            return count;
          }
        }
        if (!advance()) {
          return end();
        }
      }
    }

    private boolean advance() throws IOException {
      if (ahead.isEmpty()) {
        List<byte[]> more = readMore();
        next += more.size();
        ahead.addAll(more);
      }
      byte[] chunk = ahead.poll();
      current = chunk == null ? null : new ByteArrayInputStream(chunk);
      return chunk != null;
    }

    /** A database that fails is, for who reads, content that cannot be read. */
    private List<byte[]> readMore() throws IOException {
      try {
        return chunks.read(next, CHUNKS_AT_ONCE);
      } catch (RuntimeException failure) {
        throw new IOException("the queue cannot be read", failure);
      }
    }

    /** A message that is cut short must never look complete to the peer. */
    private int end() throws IOException {
      if (given != octets) {
        throw new IOException("content ends after " + given + " of " + octets + " octets");
      }
      return -1;
    }
  }
}
