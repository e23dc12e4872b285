package org.sealpost.config;

import java.nio.file.Path;
import org.sealpost.smtp.Domain;

/**
 * All settings, checked.
 *
 * @param data {@code data}: the data directory, absolute
 * @param hostName {@code hostname}: the name this server gives itself in greetings and EHLO
 */
public record Settings(
    Path data,
    Domain hostName,
    HttpSettings http,
    SmtpSettings smtp,
    MailSettings mail,
    DeliverySettings delivery,
    QueueSettings queue,
    AccountSettings accounts,
    LimitSettings limits) {}
