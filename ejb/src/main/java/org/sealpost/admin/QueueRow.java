package org.sealpost.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.TlsRequirement;

/**
 * One recipient in the list.
 *
 * @param recipientId key of the row
 * @param messageId key of its message
 * @param queueId the message's id in the log
 * @param reversePath text between the angle brackets, empty for the null reverse-path
 * @param subject decoded, cut to 200 characters, may be empty
 * @param octets size of the message
 * @param attempts how many attempts have ended
 * @param nextAttempt null where none is planned
 * @param lastStatus enhanced status code of the last attempt, null before the first
 * @param lastText the last failure or reply in one line
 */
public record QueueRow(
    long recipientId,
    long messageId,
    String queueId,
    Instant received,
    String reversePath,
    String forwardPath,
    String domain,
    String subject,
    long octets,
    TlsRequirement requirement,
    RecipientState state,
    int attempts,
    @Nullable Instant nextAttempt,
    @Nullable String lastStatus,
    @Nullable String lastText) {}
