package org.sealpost.config;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.Network;

/**
 * Whose mail this is.
 *
 * @param localDomains {@code local.domains}: domains that are hosted from the first start on,
 *     default {@code localhost}; the console adds others
 * @param postmaster {@code local.postmaster}: who gets mail for postmaster of a domain that has no
 *     such account or alias; null keeps it in a mailbox of that name
 * @param unknownRecipients {@code local.unknown-recipients}: when a client that has not signed in
 *     is told that a recipient does not exist
 * @param relayNetworks {@code relay.networks}: clients that may send to other domains without
 *     signing in, default {@code 127.0.0.0/8, ::1/128}
 * @param checkSenderDomain {@code relay.check-sender-domain}: whether the reverse-path of a
 *     stranger has to be able to take a notification, default true
 * @param hideSubmitters {@code smtp.hide-submitters}: whether the trace field tells nothing of the
 *     machine of who has signed in, default true
 * @param tlsRequiredFrom {@code requiretls.accept-tls-required-no}: whose {@code TLS-Required: No}
 *     is obeyed, default everybody's
 */
public record MailSettings(
    Set<Domain> localDomains,
    @Nullable Mailbox postmaster,
    UnknownRecipients unknownRecipients,
    List<Network> relayNetworks,
    boolean checkSenderDomain,
    boolean hideSubmitters,
    TlsRequiredFrom tlsRequiredFrom) {
  /** Copies both. */
  public MailSettings {
    localDomains = Set.copyOf(localDomains);
    relayNetworks = List.copyOf(relayNetworks);
  }
}
