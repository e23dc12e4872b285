package org.sealpost.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.AccountSettings.TokenIssuer;

/**
 * Reads the bearer tokens of one issuer: signed JWTs (RFC 7519, RFC 8725, RFC 9068). Thread-safe.
 */
final class BearerTokens {
  /** How far the issuer's clock may be from ours. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  private static final int MAX_CHARACTERS = 16 * 1024;

  /** RFC 8725 §3.1, §3.2: public keys only, so that no key of the issuer is known here. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final TokenIssuer issuer;
  private final InstantSource clock;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /** What came of a token. */
  sealed interface Reading {
    /** It is right, and speaks of this person. */
    record Valid(String address) implements Reading {}

    /** It is not right. */
    record Invalid() implements Reading {}

    /** The issuer's keys could not be had now. */
    record KeysMissing() implements Reading {}
  }

  BearerTokens(TokenIssuer issuer, JWKSource<SecurityContext> keys, InstantSource clock) {
    this.issuer = issuer;
    this.clock = clock;
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    // RFC 9068 §2.1 has a type of its own; many issuers still write JWT or nothing.
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT,
            new JOSEObjectType("at+jwt"),
            new JOSEObjectType("application/at+jwt"),
            null));
    JWTClaimsSetVerifier<SecurityContext> checkedBelow = (claims, context) -> {};
    processor.setJWTClaimsSetVerifier(checkedBelow);
  }

  Reading read(String token) {
    if (token.length() > MAX_CHARACTERS) {
      return new Reading.Invalid();
    }
    try {
      JWTClaimsSet claims = processor.process(token, null);
      return isForUsNow(claims)
          ? address(claims).<Reading>map(Reading.Valid::new).orElseGet(Reading.Invalid::new)
          : new Reading.Invalid();
    } catch (KeySourceException unreachable) {
      AccountLog.keysMissing(issuer.keys(), unreachable);
      return new Reading.KeysMissing();
    } catch (ParseException | BadJOSEException | JOSEException notRight) {
      AccountLog.tokenRefused(notRight);
      return new Reading.Invalid();
    }
  }

  private boolean isForUsNow(JWTClaimsSet claims) {
    Instant now = clock.instant();
    Date expires = claims.getExpirationTime();
    Date notBefore = claims.getNotBeforeTime();
    // RFC 7519 §4.1: iss, aud, exp, nbf. A token without an end is none.
    return issuer.issuer().equals(claims.getIssuer())
        && claims.getAudience().contains(issuer.audience())
        && expires != null
        && now.isBefore(expires.toInstant().plus(SKEW))
        && (notBefore == null || !now.isBefore(notBefore.toInstant().minus(SKEW)));
  }

  /** The address that OpenID Connect Core §5.1 puts into a token, else its subject. */
  private static Optional<String> address(JWTClaimsSet claims) throws ParseException {
    @Nullable String email = claims.getStringClaim("email");
    if (email == null) {
      return Optional.ofNullable(claims.getSubject());
    }
    boolean denied = Boolean.FALSE.equals(claims.getBooleanClaim("email_verified"));
    return denied ? Optional.empty() : Optional.of(email);
  }
}
