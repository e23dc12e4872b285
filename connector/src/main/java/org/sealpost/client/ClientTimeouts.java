package org.sealpost.client;

import java.time.Duration;

/**
 * How long the client waits in each phase (RFC 5321 §4.5.3.2).
 *
 * @param connect for the TCP connection, shared by all addresses of a host
 * @param handshake for the whole TLS handshake
 * @param greeting for the 220 of a new connection (§4.5.3.2.1)
 * @param command for the reply to EHLO, STARTTLS, MAIL, RCPT, RSET (§4.5.3.2.2, §4.5.3.2.3)
 * @param dataInitiation for the 354 (§4.5.3.2.4)
 * @param dataBlock for one block of commands or mail data to leave (§4.5.3.2.5)
 * @param finalDot for the reply to the end of the mail data (§4.5.3.2.6); shorter makes doubles
 * @param quit for the reply to QUIT, which nothing depends on
 */
public record ClientTimeouts(
    Duration connect,
    Duration handshake,
    Duration greeting,
    Duration command,
    Duration dataInitiation,
    Duration dataBlock,
    Duration finalDot,
    Duration quit) {
  /** The values RFC 5321 asks for; 30 s, 1 min and 5 s where it names none. */
  public static final ClientTimeouts STANDARD =
      new ClientTimeouts(
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          Duration.ofMinutes(3),
          Duration.ofMinutes(10),
          Duration.ofSeconds(5));
}
