package org.sealpost.sasl;

import java.util.Optional;

/** PLAIN (RFC 4616): authorization identity, name and password in one response. */
public final class PlainExchange implements Exchange {
  @Override
  public Step onResponse(byte[] response) {
    Optional<String> message = Utf8.decode(response);
    if (message.isEmpty()) {
      return new Step.Malformed("not UTF-8");
    }
    // RFC 4616 §2: [authzid] NUL authcid NUL passwd.
    String[] parts = message.get().split("\0", -1);
    if (parts.length != 3 || parts[1].isEmpty() || parts[2].isEmpty()) {
      return new Step.Malformed("not three parts");
    }
    if (response.length > 3 * PasswordOffer.MAX_OCTETS) {
      return new Step.Malformed("too long");
    }
    return PasswordOffer.of(parts[0], parts[1], parts[2]);
  }
}
