package org.sealpost.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The octets a peer sends, buffered, with a deadline for a whole reply: a peer that sends one octet
 * now and then does not get more time by it.
 */
final class PeerInput extends InputStream {
  private static final int BUFFER_OCTETS = 4096;

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_OCTETS];
  private int position;
  private int limit;
  private long deadlineNanos;

  PeerInput(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  /** Everything read from now on has to come within this time. */
  void within(Duration time) {
    deadlineNanos = System.nanoTime() + time.toNanos();
  }

  @Override
  public int read() throws IOException {
    if (position == limit && !fill()) {
      return -1;
    }
    return buffer[position++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == limit && !fill()) {
      return -1;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, target, offset, count);
    position += count;
    return count;
  }

  /** How many octets can be read at once; more than 0 while nothing was asked is suspicious. */
  @Override
  public int available() throws IOException {
    return position < limit ? limit - position : in.available();
  }

  private boolean fill() throws IOException {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    if (millis <= 0) {
      throw new SocketTimeoutException("no reply in time");
    }
    socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
    int count = in.read(buffer, 0, buffer.length);
    position = 0;
    limit = Math.max(count, 0);
    return count > 0;
  }
}
