package org.sealpost.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * As whom to sign in at a route's server. Holds no password: that is read when it is used, so that
 * it can be changed while the server runs, and cannot get into a log.
 *
 * @param userName {@code user}
 * @param passwordFile {@code password-file}: its first line is the password, in UTF-8
 */
public record RouteLogin(String userName, Path passwordFile) {
  /**
   * The password.
   *
   * @throws IOException where the file cannot be read, is not UTF-8, or its first line is empty
   */
  public String password() throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(passwordFile, StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      if (line == null || line.isEmpty()) {
        throw new IOException("the first line of " + passwordFile + " is empty");
      }
      return line;
    }
  }
}
