package org.sealpost.tlsrpt;

import java.util.Optional;

/** Where the messages are that came to the address for reports. */
public interface ReportMessages {
  /**
   * A message.
   *
   * @param mostOctets how large it may be
   * @return empty where it is not there any more, or is larger
   */
  Optional<byte[]> read(long messageId, int mostOctets);
}
