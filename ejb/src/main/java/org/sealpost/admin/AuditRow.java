package org.sealpost.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One operator action.
 *
 * @param id its key; greater for later ones of one node
 * @param actor the account name
 * @param action for example {@code change-requirement}, {@code retry}, {@code hold}, {@code
 *     sign-in}
 * @param queueId the message it was about, null where it was about none
 * @param before the value before, null where nothing was replaced
 * @param after the value after
 * @param reason what the operator gave as reason
 * @param door by which way it was done, the name of a {@link Door}
 * @param token the name of the token it was done with; null without one
 */
public record AuditRow(
    long id,
    Instant at,
    String actor,
    String action,
    @Nullable Long messageId,
    @Nullable String queueId,
    @Nullable String before,
    @Nullable String after,
    @Nullable String reason,
    String door,
    @Nullable String token) {}
