package org.sealpost.sasl;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A client-first-message (RFC 5802 §7).
 *
 * @param bare what follows the header, as it came
 * @param mandatoryExtension whether it begins with the reserved attribute m
 * @param userName decoded, not prepared
 * @param nonce the client's part
 */
record ScramFirst(
    Gs2Header header, String bare, boolean mandatoryExtension, String userName, String nonce) {
  /** Printable ASCII without the comma. */
  private static final Pattern NONCE = Pattern.compile("[!-+\\--~]{1,512}");

  static final Pattern EXTENSION = Pattern.compile("[A-Za-z]=[^\\x00]+");

  /** Empty where the message is none. */
  static Optional<ScramFirst> parse(String message) {
    Optional<Gs2Header> header = Gs2Header.parse(message);
    if (header.isEmpty()) {
      return Optional.empty();
    }
    String bare = message.substring(header.get().text().length());
    if (bare.startsWith("m=")) {
      return Optional.of(new ScramFirst(header.get(), bare, true, "", ""));
    }
    String[] parts = bare.split(",", -1);
    if (parts.length < 2 || !parts[0].startsWith("n=") || !parts[1].startsWith("r=")) {
      return Optional.empty();
    }
    for (int i = 2; i < parts.length; i++) {
      if (!EXTENSION.matcher(parts[i]).matches()) {
        return Optional.empty();
      }
    }
    String nonce = parts[1].substring(2);
    return Gs2Header.saslName(parts[0].substring(2))
        .filter(name -> NONCE.matcher(nonce).matches())
        .map(name -> new ScramFirst(header.get(), bare, false, name, nonce));
  }
}
