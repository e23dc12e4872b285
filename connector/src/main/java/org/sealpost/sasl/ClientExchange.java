package org.sealpost.sasl;

import java.util.Optional;

/**
 * The client's side of one attempt to authenticate with one mechanism (RFC 4422 §3). Not
 * thread-safe.
 */
public interface ClientExchange {
  /** What goes with the AUTH command (RFC 4954 §4); empty where the server speaks first. */
  Optional<byte[]> initialResponse();

  /**
   * The answer to a challenge; empty where there is none that could be right, so that the exchange
   * has to be cancelled.
   *
   * @param challenge without base64
   */
  Optional<byte[]> answer(byte[] challenge);

  /** Whether the server has proved what the mechanism wants it to, so that its 235 counts. */
  boolean isSatisfied();
}
