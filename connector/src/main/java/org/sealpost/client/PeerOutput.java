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

  /**
   * @param blockTime how long one write may take (RFC 5321 §4.5.3.2.5)
   */
  PeerOutput(OutputStream out, StallWatch.Guard guard, Duration blockTime) {
    this.out = out;
    this.guard = guard;
    this.blockTime = blockTime;
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
    guard.arm(blockTime);
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
        int count = read(source);
        while (count >= 0) {
          appendStuffed(count);
          octets += count;
          count = read(source);
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

    private int read(InputStream source) throws UnreadableContentException {
      try {
        return source.read(block, 0, block.length);
      } catch (IOException failed) {
        throw new UnreadableContentException("the mail data cannot be read", failed);
      }
    }
  }
}
