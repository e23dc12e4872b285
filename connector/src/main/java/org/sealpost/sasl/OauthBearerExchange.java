package org.sealpost.sasl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealpost.inflow.Credential;

/**
 * OAUTHBEARER (RFC 7628): a bearer token in one response. A failure is told in a challenge with a
 * JSON error (§3.2.2), which the client has to answer before the exchange ends (§3.2.3).
 */
public final class OauthBearerExchange implements Exchange {
  private static final char SEPARATOR = '\u0001';

  /** RFC 6750 §2.1, and the scheme in any case (RFC 7235 §2.1). */
  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*)");

  private static final Pattern PAIR = Pattern.compile("[A-Za-z]+=[^\\x00]*");

  private @Nullable String failure;

  @Override
  public Step onResponse(byte[] response) {
    if (failure != null) {
      // The client has read the error; whatever it says now, the exchange has failed.
      return new Step.Refused(failure, false);
    }
    return Utf8.decode(response)
        .map(this::onMessage)
        .orElseGet(() -> new Step.Malformed("not UTF-8"));
  }

  // RFC 7628 §3.1: gs2-header kvsep *kvpair kvsep, each pair with a kvsep behind it.
  private Step onMessage(String message) {
    int end = message.indexOf(SEPARATOR);
    Optional<Gs2Header> header =
        end < 0 ? Optional.empty() : Gs2Header.parse(message.substring(0, end));
    if (header.isEmpty() || header.get().text().length() != end || !message.endsWith("\1\1")) {
      return new Step.Malformed("not an OAUTHBEARER message");
    }
    if (header.get().flag() == Gs2Header.Flag.REQUIRED) {
      // RFC 7628 §3: this mechanism has no channel binding.
      return new Step.Refused("channel binding asked for", false);
    }
    String pairs = message.substring(end + 1, message.length() - 1);
    @Nullable String authorization = null;
    for (String pair : pairs.split("\1", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      if (!PAIR.matcher(pair).matches()) {
        return new Step.Malformed("not a key and a value");
      }
      if (pair.startsWith("auth=")) {
        authorization = pair.substring("auth=".length());
      }
    }
    return onAuthorization(header.get(), authorization);
  }

  private Step onAuthorization(Gs2Header header, @Nullable String authorization) {
    Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
    if (!bearer.matches()) {
      return fail("no bearer token", "invalid_request");
    }
    @Nullable String actAs = header.authorizationId();
    if (actAs != null) {
      actAs = SaslPrep.query(actAs).orElse(null);
      if (actAs == null) {
        return fail("authorization identity cannot be prepared", "invalid_request");
      }
    }
    return new Step.Offered(new Credential.BearerToken(bearer.group(1), actAs));
  }

  @Override
  public Step onVerdict(boolean accepted) {
    return accepted ? new Step.Succeeded() : fail("token refused", "invalid_token");
  }

  private Step fail(String why, String status) {
    failure = why;
    return new Step.Challenge("{\"status\":\"" + status + "\"}");
  }
}
