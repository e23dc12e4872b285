package org.sealpost.delivery;

import java.io.IOException;
import java.io.InputStream;

/** The octets of a queued message, read piece by piece; every line ends in CRLF. */
public interface MailContent {
  /** How many octets {@link #open} will give. */
  long octets();

  /**
   * The message from its first octet; may be opened for every host tried.
   *
   * @throws IOException where the queue cannot be read
   */
  InputStream open() throws IOException;
}
