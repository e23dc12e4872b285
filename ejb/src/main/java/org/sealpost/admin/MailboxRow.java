package org.sealpost.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message in a mailbox here.
 *
 * @param id key of the copy
 * @param mailbox whose it is
 * @param reversePath empty for the null reverse-path
 * @param from the From field, decoded, capped
 * @param tls version and cipher it came with, null for a clear session
 * @param madeHere a notification of this server, which came over no connection
 * @param requireTls it came with REQUIRETLS
 */
public record MailboxRow(
    long id,
    String mailbox,
    Instant delivered,
    String reversePath,
    String from,
    String subject,
    long octets,
    @Nullable String tls,
    boolean madeHere,
    boolean requireTls) {}
