package org.sealpost.flow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address on the suppression list.
 *
 * @param address the mailbox as it stands in a forward-path; its local-part is compared with its
 *     case (RFC 5321 §2.4)
 * @param failures how often it has failed; 0 where only an operator put it there
 * @param status the enhanced status code it failed with last; null where it has not
 * @param said what was said then, or the operator's reason
 * @param messageId of which message it was the recipient; null where none is known
 * @param madeBy who put it there; null: it got there by itself
 * @param endsAt when it stops to count; null for never
 */
public record Suppressed(
    long id,
    String address,
    int failures,
    @Nullable String status,
    String said,
    @Nullable Long messageId,
    @Nullable String madeBy,
    Instant madeAt,
    @Nullable Instant endsAt) {}
