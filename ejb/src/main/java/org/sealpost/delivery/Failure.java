package org.sealpost.delivery;

import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.EnhancedStatusCode;
import org.sealpost.smtp.Reply;

/**
 * Why an attempt did not succeed, unchanged from where it happened to the log, the queue, the DSN
 * and the console.
 *
 * @param status class 4 or 5 as the outcome is (RFC 3463)
 * @param explanation one sentence for the sender, in plain words, free of control characters; for
 *     REQUIRED mail it names per MX host the condition that failed
 * @param remoteMta the host that said so, null where none was reached (RFC 3464 §2.3.5)
 * @param command the SMTP command the reply answered, null where there is no reply
 * @param reply the peer's reply, null where there is none (RFC 3464 §2.3.6)
 */
public record Failure(
    EnhancedStatusCode status,
    String explanation,
    @Nullable String remoteMta,
    @Nullable String command,
    @Nullable Reply reply) {}
