package org.sealpost.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** LOGIN, for servers that know nothing else: name and password, whatever they are asked with. */
public final class ClientLogin implements ClientExchange {
  private final String userName;
  private final String password;
  private int answers;

  /** Name and password in clear. */
  public ClientLogin(String userName, String password) {
    this.userName = userName;
    this.password = password;
  }

  @Override
  public Optional<byte[]> initialResponse() {
    return Optional.empty();
  }

  @Override
  public Optional<byte[]> answer(byte[] challenge) {
    answers++;
    return switch (answers) {
      case 1 -> Optional.of(userName.getBytes(StandardCharsets.UTF_8));
      case 2 -> Optional.of(password.getBytes(StandardCharsets.UTF_8));
      default -> Optional.empty();
    };
  }

  @Override
  public boolean isSatisfied() {
    return answers == 2;
  }
}
