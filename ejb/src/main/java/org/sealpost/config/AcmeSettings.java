package org.sealpost.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;

/**
 * How the certificate of the SMTP listeners is got from a certificate authority and kept valid (RFC
 * 8555). Only where the operator accepts its terms.
 *
 * @param directory {@code acme.directory}: the authority's directory, an https URL (RFC 8555
 *     §7.1.1)
 * @param contact {@code acme.contact}: where the authority may write to; null: nowhere
 * @param hosts {@code acme.hosts}: the names in the certificate, at least one, default the host
 *     name
 * @param bind {@code acme.bind}: the address that the authority's question is answered on
 * @param port {@code acme.port}: its port; the authority asks port 80 (RFC 8555 §8.3)
 */
public record AcmeSettings(
    URI directory, @Nullable String contact, List<Domain> hosts, String bind, int port) {
  /** Copies the list. */
  public AcmeSettings {
    hosts = List.copyOf(hosts);
  }
}
