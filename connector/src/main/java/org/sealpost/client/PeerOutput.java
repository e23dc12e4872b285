package org.sealpost.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The octets sent to a peer, gathered in one buffer so that a group of commands, or a small message
 * with its final dot, leaves in one write.
 */
final class PeerOutput {
  private static final int BUFFER_OCTETS = 32 * 1024;
  private static final int READ_OCTETS = 16 * 1024;

  private final OutputStream out;
  private final StallWatch.Guard guard;
  private final Duration blockTime;
  private final byte[] buffer = new byte[BUFFER_OCTETS];
  private int length;
  private Deadline deadline = Deadline.NONE;

  /**
   * @param blockTime how long one write may take (RFC 5321 §4.5.3.2.5)
   */
  PeerOutput(OutputStream out, StallWatch.Guard guard, Duration blockTime) {
    this.out = out;
    this.guard = guard;
    this.blockTime = blockTime;
  }

  /** From now on a write may not last beyond this either. */
  void until(Deadline later) {
    deadline = later;
  }

  /** Adds a command line; it leaves with the next {@link #flush}, or earlier for want of room. */
  void line(String text) throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    append(octets, 0, octets.length);
    endLine();
  }

  void flush() throws IOException {
    if (length == 0) {
      return;
    }
    guard.arm(deadline.cap(blockTime));
    try {
      out.write(buffer, 0, length);
      out.flush();
    } finally {
      guard.disarm();
    }
    length = 0;
  }

  /**
   * Adds mail data with transparency dots and the final dot (RFC 5321 §4.5.2), and sends it all.
   *
   * @throws UnreadableContentException where {@code content} fails or does not give exactly {@code
   *     octets}; the final dot has not been sent then
   */
  void mailData(OutgoingMail.Content content) throws IOException {
    new DataStream(content).send();
    append((byte) '.');
    endLine();
    flush();
  }

  /**
   * Adds octets as they are, for BDAT (RFC 3030 §2).
   *
   * @param count how many to take from {@code source}
   * @param last whether it has to end with them
   * @throws UnreadableContentException where {@code source} fails, ends earlier, or should end and
   *     does not; the last of the octets have not been sent then
   */
  void octets(InputStream source, long count, boolean last) throws IOException {
    byte[] block = new byte[READ_OCTETS];
    long left = count;
    while (left > 0) {
      int read = read(source, block, (int) Math.min(block.length, left));
      if (read < 0) {
        throw new UnreadableContentException("the mail data is shorter than it was", null);
      }
      left -= read;
      if (left == 0 && last && read(source, new byte[1], 1) >= 0) {
        throw new UnreadableContentException("the mail data is longer than it was", null);
      }
      append(block, 0, read);
    }
  }

  private static int read(InputStream source, byte[] block, int most)
      throws UnreadableContentException {
    try {
      return source.read(block, 0, most);
    } catch (IOException failed) {
      throw new UnreadableContentException("the mail data cannot be read", failed);
    }
  }

  private void endLine() throws IOException {
    append((byte) '\r');
    append((byte) '\n');
  }

  private void append(byte octet) throws IOException {
    if (length == BUFFER_OCTETS) {
      flush();
    }
    buffer[length++] = octet;
  }

  private void append(byte[] octets, int from, int count) throws IOException {
    int done = 0;
    while (done < count) {
      if (length == BUFFER_OCTETS) {
        flush();
      }
      int part = Math.min(count - done, BUFFER_OCTETS - length);
      System.arraycopy(octets, from + done, buffer, length, part);
      length += part;
      done += part;
    }
  }

  /** Mail data on its way: reads blocks, doubles leading dots, counts. */
  private final class DataStream {
    private final OutgoingMail.Content content;
    private final byte[] block = new byte[READ_OCTETS];
    private long octets;
    private byte last = '\n';
    private byte lastButOne = '\r';

    DataStream(OutgoingMail.Content content) {
      this.content = content;
    }

    void send() throws IOException {
      try (var source = open()) {
        int count = read(source, block, block.length);
        while (count >= 0) {
          appendStuffed(count);
          octets += count;
          count = read(source, block, block.length);
        }
      }
      if (octets != content.octets()) {
        throw new UnreadableContentException("the mail data is not as long as it was", null);
      }
      if (lastButOne != '\r' || last != '\n') {
        endLine();
      }
    }

    private void appendStuffed(int count) throws IOException {
      int run = 0;
      for (int i = 0; i < count; i++) {
        byte octet = block[i];
        if (octet == '.' && last == '\n') {
          append(block, run, i - run);
          append((byte) '.');
          run = i;
        }
        lastButOne = last;
        last = octet;
      }
      append(block, run, count - run);
    }

    private InputStream open() throws UnreadableContentException {
      try {
        return content.open();
      } catch (IOException failed) {
        throw new UnreadableContentException("the mail data cannot be opened", failed);
      }
    }
  }
}
