package org.sealpost.account;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/** Recognises the tokens with which programs come in. */
@Stateless
public class AccessTokens {
  @PersistenceContext private EntityManager em;

  /** Whom a text speaks for; empty where it is no token, or none that counts now. */
  public Optional<TokenCaller> verify(String text) {
    return new Tokens(em, Instant.now(), new SecureRandom()).verify(text);
  }
}
