package org.sealpost.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;

/**
 * All settings, checked.
 *
 * @param data {@code data}: the data directory, absolute
 * @param hostName {@code hostname}: the name this server gives itself in greetings and EHLO
 * @param acme {@code acme.*}: null where the certificate is not got by ACME
 * @param backupDirectory {@code backup.directory}: where back-ups go that are asked for over the
 *     network, absolute and outside of the data directory; null: there are none
 */
public record Settings(
    Path data,
    Domain hostName,
    HttpSettings http,
    SmtpSettings smtp,
    MailSettings mail,
    MtaStsSettings mtaSts,
    TlsReportSettings tlsReports,
    DeliverySettings delivery,
    QueueSettings queue,
    ReportSettings report,
    SuppressionSettings suppression,
    AccountSettings accounts,
    LimitSettings limits,
    @Nullable AcmeSettings acme,
    @Nullable Path backupDirectory,
    TelemetrySettings telemetry,
    DatabaseSettings database) {}
