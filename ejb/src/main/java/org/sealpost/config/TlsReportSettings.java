package org.sealpost.config;

import java.time.Duration;
import org.sealpost.smtp.Mailbox;

/**
 * Reports about TLS (RFC 8460), those that are sent and those that come.
 *
 * @param send {@code tlsrpt.send}: whether other domains get reports, default true
 * @param contact {@code tlsrpt.contact}: whom they can write to, and whose domain signs, default
 *     postmaster of the host name
 * @param organization {@code tlsrpt.organization}: who reports, default the host name
 * @param spread {@code tlsrpt.spread}: over how long the reports of a day are spread, default PT4H
 * @param privateTargets {@code tlsrpt.private-targets}: whether reports are posted to addresses of
 *     the own network, default false
 * @param localPart {@code tlsrpt.local-part}: of the addresses that reports come to, in lower case,
 *     default tls-reports
 * @param httpsIntake {@code tlsrpt.https-intake}: whether reports are taken that are posted,
 *     default false
 * @param retention {@code tlsrpt.retention}: how long results and reports are kept, default P90D
 * @param selector {@code dkim.selector}: under which our key is published, default sealpost
 */
public record TlsReportSettings(
    boolean send,
    Mailbox contact,
    String organization,
    Duration spread,
    boolean privateTargets,
    String localPart,
    boolean httpsIntake,
    Duration retention,
    String selector) {}
