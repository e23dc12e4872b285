package org.sealpost.admin;

import jakarta.ejb.Stateless;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Reads the queue for the console; never loads more than one page. */
@Stateless
public class QueueView {
  /**
   * One page of recipients.
   *
   * @param first index of the first row, from 0
   * @param most how many rows, 1 to 500
   */
  public List<QueueRow> list(QueueFilter filter, QueueSort sort, int first, int most) {
    throw new UnsupportedOperationException();
  }

  /** How many recipients the filter lets through. */
  public long count(QueueFilter filter) {
    throw new UnsupportedOperationException();
  }

  /** One message with everything known of it; empty where it is no longer there. */
  public Optional<MessageDetail> message(long messageId) {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes the message as it stands in the queue, piece by piece.
   *
   * @return false where it is no longer there (nothing written)
   */
  public boolean writeRaw(long messageId, OutputStream out) throws IOException {
    throw new UnsupportedOperationException();
  }
}
