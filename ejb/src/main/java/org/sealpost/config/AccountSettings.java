package org.sealpost.config;

import org.jspecify.annotations.Nullable;

/**
 * How accounts prove who they are.
 *
 * @param scramIterations {@code accounts.scram-iterations}: of PBKDF2 in SCRAM keys that are made
 *     from now on, at least 4096 (RFC 7677 §4)
 * @param tokens who issues bearer tokens, null where none are taken
 */
public record AccountSettings(int scramIterations, @Nullable TokenIssuer tokens) {
  /**
   * The one issuer whose bearer tokens are taken (RFC 7628).
   *
   * @param issuer {@code oauth.issuer}: the {@code iss} claim (RFC 7519 §4.1.1)
   * @param keys {@code oauth.jwks}: an absolute file path or an https URL of its keys (RFC 7517)
   * @param audience {@code oauth.audience}: what the {@code aud} claim has to contain (§4.1.3)
   */
  public record TokenIssuer(String issuer, String keys, String audience) {}
}
