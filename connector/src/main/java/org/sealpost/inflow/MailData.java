package org.sealpost.inflow;

import java.io.IOException;
import java.io.InputStream;

/**
 * Mail data (RFC 5321 §4.1.1.4, RFC 3030), transparency dots removed, every line ended by CRLF but
 * perhaps the last of a message that came with BDAT; with {@code BODY=BINARYMIME} any octets at
 * all. Held in memory while small and in a file beyond that, so that a message of any size costs
 * little heap.
 */
public interface MailData {
  /** How many octets {@link #open} will give. */
  long octets();

  /**
   * The data from its first octet; may be opened several times, the caller closes each.
   *
   * @throws IOException where the file it is in cannot be read
   */
  InputStream open() throws IOException;
}
