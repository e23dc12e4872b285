package org.sealpost.report;

import java.time.Instant;
import org.sealpost.delivery.Failure;
import org.sealpost.smtp.ForwardPath;

/**
 * A recipient that was given up.
 *
 * @param failure what the last attempt came to
 * @param expired given up because time ran out, not because of the failure alone
 * @param lastAttempt when that was
 */
public record FailedRecipient(
    ForwardPath forwardPath, Failure failure, boolean expired, Instant lastAttempt) {}
