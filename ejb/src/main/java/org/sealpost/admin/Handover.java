package org.sealpost.admin;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of a message that is handed in.
 *
 * @param from the reverse-path; empty for the null reverse-path
 * @param recipients the forward-paths, at least one
 * @param requireTls asked for as with the parameter REQUIRETLS (RFC 8689)
 * @param client who hands it in
 * @param local at which address of ours
 * @param cipher the TLS cipher suite it came with; null for a clear connection
 */
public record Handover(
    String from,
    List<String> recipients,
    boolean requireTls,
    InetSocketAddress client,
    InetSocketAddress local,
    @Nullable String cipher) {
  /** Copies the list. */
  public Handover {
    recipients = List.copyOf(recipients);
  }
}
