package org.sealpost.sasl;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client's first message begins with (RFC 5801 §4, RFC 5802 §7): whether it binds to the TLS
 * channel, and as whom it wants to act.
 *
 * @param flag what the client says of channel binding
 * @param bindingType its type, with {@link Flag#REQUIRED} only
 * @param authorizationId decoded, null where there is none
 * @param text the header as it came, with both commas
 */
record Gs2Header(
    Flag flag, @Nullable String bindingType, @Nullable String authorizationId, String text) {
  private static final Pattern BINDING_TYPE = Pattern.compile("[A-Za-z0-9.-]{1,64}");

  /** RFC 5802 §6. */
  enum Flag {
    /** {@code n}: the client cannot. */
    UNSUPPORTED,
    /** {@code y}: the client can, and believes that the server cannot. */
    SERVER_SEEMS_UNABLE,
    /** {@code p}: the client does. */
    REQUIRED
  }

  /** Reads the header off the start of a message; empty where there is none. */
  static Optional<Gs2Header> parse(String message) {
    int first = message.indexOf(',');
    int second = message.indexOf(',', first + 1);
    if (first < 0 || second < 0) {
      return Optional.empty();
    }
    String identity = message.substring(first + 1, second);
    @Nullable String actAs = null;
    if (!identity.isEmpty()) {
      actAs = identity.startsWith("a=") ? saslName(identity.substring(2)).orElse(null) : null;
      if (actAs == null) {
        return Optional.empty();
      }
    }
    return of(message.substring(0, first), actAs, message.substring(0, second + 1));
  }

  private static Optional<Gs2Header> of(String flag, @Nullable String actAs, String text) {
    if (flag.equals("n")) {
      return Optional.of(new Gs2Header(Flag.UNSUPPORTED, null, actAs, text));
    }
    if (flag.equals("y")) {
      return Optional.of(new Gs2Header(Flag.SERVER_SEEMS_UNABLE, null, actAs, text));
    }
    return Optional.of(flag)
        .filter(named -> named.startsWith("p="))
        .map(named -> named.substring(2))
        .filter(type -> BINDING_TYPE.matcher(type).matches())
        .map(type -> new Gs2Header(Flag.REQUIRED, type, actAs, text));
  }

  /** RFC 5802 §5.1: {@code =2C} is a comma, {@code =3D} an equals sign, any other = is wrong. */
  static Optional<String> saslName(String encoded) {
    StringBuilder name = new StringBuilder(encoded.length());
    int at = 0;
    while (at < encoded.length()) {
      char c = encoded.charAt(at);
      if (c == '\0') {
        return Optional.empty();
      }
      if (c != '=') {
        name.append(c);
        at++;
        continue;
      }
      if (encoded.startsWith("=2C", at)) {
        name.append(',');
      } else if (encoded.startsWith("=3D", at)) {
        name.append('=');
      } else {
        return Optional.empty();
      }
      at += 3;
    }
    return name.isEmpty() ? Optional.empty() : Optional.of(name.toString());
  }
}
