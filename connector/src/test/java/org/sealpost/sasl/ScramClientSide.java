package org.sealpost.sasl;

import static org.sealpost.sasl.Said.challenge;
import static org.sealpost.sasl.Said.octets;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Optional;
import org.sealpost.inflow.ScramKeys;
import org.sealpost.testkit.ScramSecret;

/** A SCRAM client that may lie about the channel. */
record ScramClientSide(String header, String name, String password) {
  /** Both messages; what the server makes of the second. */
  Step run(ScramExchange server, ScramKeys keys, Optional<byte[]> channel) {
    String bare = "n=" + name + ",r=clientnonce";
    server.onResponse(octets(header + bare));
    String serverFirst = challenge(server.onKeys(keys));
    ByteArrayOutputStream binding = new ByteArrayOutputStream();
    binding.writeBytes(octets(header));
    channel.ifPresent(binding::writeBytes);
    String withoutProof =
        "c="
            + Base64.getEncoder().encodeToString(binding.toByteArray())
            + ","
            + serverFirst.substring(0, serverFirst.indexOf(','));
    byte[] proof =
        ScramSecret.proof(
            password,
            keys.salt(),
            keys.iterations(),
            bare + "," + serverFirst + "," + withoutProof);
    return server.onResponse(
        octets(withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof)));
  }
}
