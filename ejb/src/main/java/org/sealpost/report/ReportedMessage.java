package org.sealpost.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

/**
 * A message of which somebody has to be told.
 *
 * @param queueId its id here
 * @param reversePath whose message it is; null for a notification that could not be delivered
 * @param requirement the requirement of the notification
 * @param smtpUtf8 whether it needed SMTPUTF8 (RFC 6531): its header section is in UTF-8 then
 * @param dsn what the sender said about notifications (RFC 3461)
 * @param releaseRequest until when the sender wanted it kept (RFC 4865 §5.1.2), null for not at all
 * @param header the original's header section, each line with CRLF; not changed by anybody
 * @param whole all of the original where it may be returned, null otherwise; not changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReportedMessage(
    String queueId,
    ReversePath reversePath,
    Instant received,
    TlsRequirement requirement,
    boolean smtpUtf8,
    DsnEnvelope dsn,
    @Nullable String releaseRequest,
    byte[] header,
    byte @Nullable [] whole) {}
