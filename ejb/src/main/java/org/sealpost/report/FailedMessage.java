package org.sealpost.report;

import java.time.Instant;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/**
 * A message of which somebody has to be told.
 *
 * @param queueId its id here
 * @param reversePath who is told
 * @param requirement the requirement of the notification
 * @param header the original's header section, each line with CRLF; not changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent")
public record FailedMessage(
    String queueId,
    ReversePath reversePath,
    Instant received,
    TlsRequirement requirement,
    byte[] header) {}
