package org.sealpost.config;

import java.util.List;
import java.util.Set;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Network;

/**
 * Whose mail this is.
 *
 * @param localDomains {@code local.domains}: domains whose mail is delivered into mailboxes here,
 *     default {@code localhost}
 * @param relayNetworks {@code relay.networks}: clients that may send to other domains, default
 *     {@code 127.0.0.0/8, ::1/128}
 */
public record MailSettings(Set<Domain> localDomains, List<Network> relayNetworks) {
  /** Copies both. */
  public MailSettings {
    localDomains = Set.copyOf(localDomains);
    relayNetworks = List.copyOf(relayNetworks);
  }
}
