package org.sealpost.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.flow.Suppressed;
import org.sealpost.queue.MessageEntity;

/**
 * An address on the suppression list.
 *
 * @param failures how often it has failed; 0 where only an operator put it there
 * @param status the enhanced status code it failed with last; null where it has not
 * @param said what was said then, or the operator's reason
 * @param messageId of which message it was the recipient; null where none is known
 * @param queueId of that message; null with it
 * @param madeBy who put it there; null: it got there by itself
 * @param endsAt when it stops to count; null for never
 */
public record SuppressionRow(
    long id,
    String address,
    int failures,
    @Nullable String status,
    String said,
    @Nullable Long messageId,
    @Nullable String queueId,
    @Nullable String madeBy,
    Instant madeAt,
    @Nullable Instant endsAt) {
  static SuppressionRow of(Suppressed one) {
    Long message = one.messageId();
    return new SuppressionRow(
        one.id(),
        one.address(),
        one.failures(),
        one.status(),
        one.said(),
        message,
        message == null ? null : MessageEntity.queueId(message),
        one.madeBy(),
        one.madeAt(),
        one.endsAt());
  }
}
