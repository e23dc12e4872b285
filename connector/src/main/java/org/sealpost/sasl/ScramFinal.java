package org.sealpost.sasl;

import java.util.Optional;

/** A client-final-message (RFC 5802 §7). */
final class ScramFinal {
  private final String withoutProof;
  private final byte[] channelBinding;
  private final String nonce;
  private final byte[] proof;

  private ScramFinal(String withoutProof, byte[] channelBinding, String nonce, byte[] proof) {
    this.withoutProof = withoutProof;
    this.channelBinding = channelBinding;
    this.nonce = nonce;
    this.proof = proof;
  }

  /** Empty where the message is none. */
  static Optional<ScramFinal> parse(String message) {
    int end = message.lastIndexOf(",p=");
    if (end < 0) {
      return Optional.empty();
    }
    String withoutProof = message.substring(0, end);
    String[] parts = withoutProof.split(",", -1);
    if (parts.length < 2 || !parts[0].startsWith("c=") || !parts[1].startsWith("r=")) {
      return Optional.empty();
    }
    for (int i = 2; i < parts.length; i++) {
      if (!ScramFirst.EXTENSION.matcher(parts[i]).matches()) {
        return Optional.empty();
      }
    }
    Optional<byte[]> binding = StrictBase64.decode(parts[0].substring(2));
    Optional<byte[]> proof = StrictBase64.decode(message.substring(end + ",p=".length()));
    if (binding.isEmpty() || proof.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ScramFinal(withoutProof, binding.get(), parts[1].substring(2), proof.get()));
  }

  /** The message up to the comma before the proof, as it came. */
  String withoutProof() {
    return withoutProof;
  }

  byte[] channelBinding() {
    return channelBinding;
  }

  String nonce() {
    return nonce;
  }

  byte[] proof() {
    return proof;
  }
}
