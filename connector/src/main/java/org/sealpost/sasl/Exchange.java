package org.sealpost.sasl;

import org.sealpost.inflow.ScramKeys;

/**
 * The server's side of one attempt to authenticate with one mechanism (RFC 4422 §3). Each method
 * may be called only where the {@link Step} before asks for it. Not thread-safe.
 */
public interface Exchange {
  /**
   * The client sent no initial response (RFC 4422 §5, item 2a): an empty or the first challenge.
   */
  default Step begin() {
    return new Step.Challenge("");
  }

  /**
   * What the client answered to the last challenge, or its initial response.
   *
   * @param response without base64, may be empty
   */
  Step onResponse(byte[] response);

  /** The keys that {@link Step.KeysWanted} asked for. */
  default Step onKeys(ScramKeys keys) {
    throw new IllegalStateException("this mechanism has no use for keys");
  }

  /** Whether the application took what {@link Step.Offered} offered. */
  default Step onVerdict(boolean accepted) {
    return accepted ? new Step.Succeeded() : new Step.Refused("credential refused", false);
  }
}
