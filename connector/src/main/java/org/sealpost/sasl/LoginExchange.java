package org.sealpost.sasl;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * LOGIN: never standardized, kept for programs that know nothing else. The name may come as an
 * initial response, which many of them send.
 */
public final class LoginExchange implements Exchange {
  private @Nullable String userName;

  @Override
  public Step begin() {
    return new Step.Challenge("Username:");
  }

  @Override
  public Step onResponse(byte[] response) {
    Optional<String> text = Utf8.decode(response);
    if (text.isEmpty() || text.get().isEmpty() || text.get().indexOf('\0') >= 0) {
      return new Step.Malformed("not a name or password");
    }
    if (response.length > PasswordOffer.MAX_OCTETS) {
      return new Step.Malformed("too long");
    }
    if (userName == null) {
      userName = text.get();
      return new Step.Challenge("Password:");
    }
    return PasswordOffer.of("", userName, text.get());
  }
}
