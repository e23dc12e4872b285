package org.sealpost.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** PLAIN (RFC 4616): the password itself, so under TLS with a verified server only. */
public final class ClientPlain implements ClientExchange {
  private final String userName;
  private final String password;

  /** Both without NUL. */
  public ClientPlain(String userName, String password) {
    this.userName = userName;
    this.password = password;
  }

  @Override
  public Optional<byte[]> initialResponse() {
    return Optional.of(('\0' + userName + '\0' + password).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<byte[]> answer(byte[] challenge) {
    return Optional.empty();
  }

  @Override
  public boolean isSatisfied() {
    return true;
  }
}
