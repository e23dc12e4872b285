package org.sealpost.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the queue and everything else is stored. Holds no password: that is read when it is used,
 * and cannot get into a log.
 *
 * @param url {@code database.url}: of a PostgreSQL; null for the embedded database, which is the
 *     default
 * @param user {@code database.user}: as whom to sign in there, default sealpost
 * @param passwordFile {@code database.password-file}: its first line is the password; null where
 *     none is asked for
 */
public record DatabaseSettings(@Nullable String url, String user, @Nullable Path passwordFile) {
  /**
   * The password; null where none is asked for.
   *
   * @throws IOException where the file cannot be read, is not UTF-8, or is empty
   */
  public @Nullable String password() throws IOException {
    if (passwordFile == null) {
      return null;
    }
    List<String> lines = Files.readAllLines(passwordFile, StandardCharsets.UTF_8);
    if (lines.isEmpty() || lines.get(0).isEmpty()) {
      throw new IOException("the first line of " + passwordFile + " is empty");
    }
    return lines.get(0);
  }
}
