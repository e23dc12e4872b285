package org.sealpost.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;

/**
 * How the DNS is asked.
 *
 * @param servers {@code dns.servers}: addresses with optional {@code :port}, asked in order; empty:
 *     those of the operating system
 * @param validation {@code dns.validation}: who finds out whether an answer is secure (RFC 4035)
 * @param trustAnchors {@code dns.trust-anchors}: file of DS and DNSKEY records; null: those of the
 *     DNS root that came with this release
 * @param unsignedDomains {@code dns.unsigned-domains}: domains taken as unsigned (RFC 7646)
 */
public record DnsSettings(
    List<String> servers,
    Validation validation,
    @Nullable Path trustAnchors,
    List<Domain> unsignedDomains) {
  /** Copies the lists. */
  public DnsSettings {
    servers = List.copyOf(servers);
    unsignedDomains = List.copyOf(unsignedDomains);
  }

  /** Who validates. */
  public enum Validation {
    /** This program. */
    BUILTIN("builtin"),
    /** The servers, which say so by the AD bit; they have to be on this machine. */
    TRUST_AD("trust-ad"),
    /** Nobody: every answer counts as insecure. */
    OFF("off");

    private final String text;

    Validation(String text) {
      this.text = text;
    }

    /** As it stands in the file. */
    public String text() {
      return text;
    }
  }
}
