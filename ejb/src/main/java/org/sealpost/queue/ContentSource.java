package org.sealpost.queue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.sealpost.inflow.MailData;

/** The content of a message to be queued, known only once the message has its id. */
@FunctionalInterface
public interface ContentSource {
  /**
   * The content.
   *
   * @param queueId the id that goes into the trace field
   */
  Content of(String queueId);

  /**
   * A prefix of ours and the data as it came.
   *
   * @param prefix trace fields, each line with CRLF; owned by the receiver
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Content(byte[] prefix, MailData data) {
    long octets() {
      return prefix.length + data.octets();
    }

    InputStream open() throws IOException {
      return new SequenceInputStream(new ByteArrayInputStream(prefix), data.open());
    }
  }
}
