package org.sealpost.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One operator action.
 *
 * @param actor the account name
 * @param action for example {@code change-requirement}, {@code retry}, {@code hold}, {@code
 *     sign-in}
 * @param queueId the message it was about, null where it was about none
 * @param before the value before, null where nothing was replaced
 * @param after the value after
 * @param reason what the operator gave as reason
 */
public record AuditRow(
    Instant at,
    String actor,
    String action,
    @Nullable Long messageId,
    @Nullable String queueId,
    @Nullable String before,
    @Nullable String after,
    @Nullable String reason) {}
