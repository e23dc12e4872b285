package org.sealpost.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.config.AccountSettings.TokenIssuer;

/** Which bearer tokens are right. */
final class BearerTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final String ISSUER = "https://login.example.org/";

  @TempDir Path directory;

  private final ECKey key = newKey("k1");
  private Path file = Path.of("keys.json");
  private BearerTokens tokens = tokens();

  @BeforeEach
  void writeKeys() throws IOException {
    file = directory.resolve("keys.json");
    Files.writeString(file, new JWKSet(key).toString(true));
    tokens = tokens();
  }

  @Test
  void aRightTokenSpeaksOfItsAddress() {
    assertThat(read(claims -> claims)).isEqualTo("ada@one.example");
    assertThat(read(claims -> claims.claim("email", null).subject("bob@one.example")))
        .isEqualTo("bob@one.example");
    assertThat(read(claims -> claims.audience(List.of("other", "sealpost"))))
        .isEqualTo("ada@one.example");
  }

  @Test
  void aClockMayBeAMinuteOff() {
    assertThat(read(claims -> claims.expirationTime(at(-59)))).isEqualTo("ada@one.example");
    assertThat(read(claims -> claims.expirationTime(at(-60)))).isEqualTo("Invalid");
    assertThat(read(claims -> claims.notBeforeTime(at(60)))).isEqualTo("ada@one.example");
    assertThat(read(claims -> claims.notBeforeTime(at(61)))).isEqualTo("Invalid");
  }

  @Test
  void aTokenOfOthersOrForOthersIsRefused() {
    assertThat(read(claims -> claims.issuer("https://evil.example/"))).isEqualTo("Invalid");
    assertThat(read(claims -> claims.issuer(null))).isEqualTo("Invalid");
    assertThat(read(claims -> claims.audience("shop"))).isEqualTo("Invalid");
    assertThat(read(claims -> claims.audience((String) null))).isEqualTo("Invalid");
    assertThat(read(claims -> claims.expirationTime(null))).isEqualTo("Invalid");
    assertThat(read(claims -> claims.claim("email_verified", false))).isEqualTo("Invalid");
    assertThat(read(claims -> claims.claim("email", 7))).isEqualTo("Invalid");
    assertThat(read(claims -> claims.claim("email", null).subject(null))).isEqualTo("Invalid");
  }

  @Test
  void aTokenThatTheIssuerDidNotSignIsRefused() throws JOSEException {
    JWTClaimsSet claims = claims().build();
    SignedJWT forged = signed(claims, newKey("k1"), "JWT");
    assertThat(shown(tokens.read(forged.serialize()))).isEqualTo("Invalid");
    assertThat(shown(tokens.read(new PlainJWT(claims).serialize()))).isEqualTo("Invalid");
    // RFC 8725 §2.1: the public key taken as a shared secret.
    SignedJWT confused =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims);
    confused.sign(new MACSigner(key.toPublicJWK().toJSONString()));
    assertThat(shown(tokens.read(confused.serialize()))).isEqualTo("Invalid");
    String right = signed(claims, key, "JWT").serialize();
    assertThat(shown(tokens.read(right.substring(0, right.length() - 8)))).isEqualTo("Invalid");
    assertThat(shown(tokens.read("no token"))).isEqualTo("Invalid");
    assertThat(shown(tokens.read("x".repeat(20_000)))).isEqualTo("Invalid");
  }

  @Test
  void aTokenOfAnotherKindIsRefused() throws JOSEException {
    String logout = signed(claims().build(), key, "logout+jwt").serialize();
    assertThat(shown(tokens.read(logout))).isEqualTo("Invalid");
    String access = signed(claims().build(), key, "at+jwt").serialize();
    assertThat(shown(tokens.read(access))).isEqualTo("ada@one.example");
  }

  @Test
  void keysThatChangeAreReadAgain() throws IOException, JOSEException {
    assertThat(read(claims -> claims)).isEqualTo("ada@one.example");
    ECKey next = newKey("k2");
    Files.writeString(file, new JWKSet(next).toString(true));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(read(claims -> claims)).isEqualTo("Invalid");
    String token = signed(claims().build(), next, "JWT").serialize();
    assertThat(shown(tokens.read(token))).isEqualTo("ada@one.example");
  }

  @Test
  void keysThatCannotBeReadAreNoReasonToLetSomebodyIn() throws IOException {
    Files.writeString(file, "no keys");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(read(claims -> claims)).isEqualTo("KeysMissing");
    Files.delete(file);
    assertThat(read(claims -> claims)).isEqualTo("KeysMissing");
  }

  private BearerTokens tokens() {
    TokenIssuer issuer = new TokenIssuer(ISSUER, file.toString(), "sealpost");
    return new BearerTokens(issuer, IssuerKeys.at(file.toString()), () -> NOW);
  }

  private String read(UnaryOperator<JWTClaimsSet.Builder> change) {
    JWTClaimsSet claims = change.apply(claims()).build();
    return shown(tokens.read(signed(claims, key, "JWT").serialize()));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("sealpost")
        .subject("4711")
        .claim("email", "ada@one.example")
        .expirationTime(at(300));
  }

  private static Date at(long seconds) {
    return Date.from(NOW.plus(Duration.ofSeconds(seconds)));
  }

  private static ECKey newKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static SignedJWT signed(JWTClaimsSet claims, ECKey with, String type) {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(with.getKeyID())
                .type(new JOSEObjectType(type))
                .build(),
            claims);
    try {
      token.sign(new ECDSASigner(with));
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
    return token;
  }

  private static String shown(BearerTokens.Reading reading) {
    return reading instanceof BearerTokens.Reading.Valid valid
        ? valid.address()
        : reading.getClass().getSimpleName();
  }
}
