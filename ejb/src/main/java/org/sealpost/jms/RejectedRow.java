package org.sealpost.jms;

import java.time.Instant;

/**
 * A submission that was put aside.
 *
 * @param id the {@code JMSMessageID} it has there
 * @param at when it was put aside
 * @param account who handed it in, as the broker vouches; empty where it did not
 * @param code SMTP reply code and enhanced status code of the first reason, for example {@code 550
 *     5.7.1}
 * @param reason why, one line
 * @param submission the {@code JMSMessageID} it came with
 * @param reversePath as its property says; empty where it has none
 * @param recipients as its property says, at most 1,000 characters; empty where it has none
 */
public record RejectedRow(
    String id,
    Instant at,
    String account,
    String code,
    String reason,
    String submission,
    String reversePath,
    String recipients) {}
