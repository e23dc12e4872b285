package org.sealpost.sasl;

import java.util.Optional;

/** What of the TLS connection a client can bind its proof to (RFC 5056). */
public interface ChannelBindings {
  /** The keying material exporter, unique to the connection (RFC 9266). */
  String TLS_EXPORTER = "tls-exporter";

  /** The hash of the server's certificate (RFC 5929 §4). */
  String TLS_SERVER_END_POINT = "tls-server-end-point";

  /** The channel binding data; empty where this type cannot be had here. */
  Optional<byte[]> find(String type);
}
