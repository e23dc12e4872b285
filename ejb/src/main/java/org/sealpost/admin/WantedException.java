package org.sealpost.admin;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealpost.exceptions.ExceptionKind;
import org.sealpost.exceptions.NewException;
import org.sealpost.refusal.Refusal;
import org.sealpost.smtp.Domain;

/**
 * An exception as an operator asks for it.
 *
 * @param kind one of {@link ExceptionView#kinds}
 * @param key only where a key is pinned: SHA-256 of its SubjectPublicKeyInfo in hexadecimal, with
 *     or without colons, or in base64; else empty
 * @param reason compulsory
 * @param endsAt null for no end
 */
public record WantedException(
    Domain domain, String kind, String key, String reason, @Nullable Instant endsAt) {
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{43}=?");

  /** What is to be kept; throws where the kind is none. */
  NewException toNewException() {
    ExceptionKind known =
        Arrays.stream(ExceptionKind.values())
            .filter(one -> one.name().equals(kind))
            .findFirst()
            .orElseThrow(() -> new CommandRefusedException(Refusal.NO_KIND_OF_EXCEPTION));
    String pin = known == ExceptionKind.PIN_KEY ? hex(key) : null;
    return new NewException(domain, known, pin, reason.strip(), endsAt);
  }

  private static String hex(String key) {
    String text = key.replaceAll("\\s", "");
    if (BASE64.matcher(text).matches()) {
      return HexFormat.of().formatHex(Base64.getDecoder().decode(text));
    }
    return text.replace(":", "").toLowerCase(Locale.ROOT);
  }
}
