package org.sealpost.command;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;

/**
 * Where the server is, and the token to show it. The token comes from {@code SEALPOST_TOKEN} or
 * from a file that nobody else may read, and never from the command line, which everybody can read.
 */
record Access(URI server, String token) {
  private static final String DEFAULT_SERVER = "http://127.0.0.1:8080/";

  static Access of(Arguments arguments, Map<String, String> environment) throws CommandException {
    String server =
        arguments.value("url").orElse(environment.getOrDefault("SEALPOST_URL", DEFAULT_SERVER));
    String token = environment.get("SEALPOST_TOKEN");
    if (token == null || arguments.has("token-file")) {
      token = read(file(arguments, environment));
    }
    return new Access(uri(server), token.strip());
  }

  private static URI uri(String server) throws CommandException {
    try {
      URI uri = URI.create(server.endsWith("/") ? server : server + "/");
      String scheme = uri.getScheme();
      if ("https".equals(scheme) || "http".equals(scheme)) {
        return uri;
      }
    } catch (IllegalArgumentException malformed) {
      throw notAnAddress(server);
    }
    throw notAnAddress(server);
  }

  private static CommandException notAnAddress(String server) {
    return CommandException.usage(server + " is not the address of a server.");
  }

  private static Path file(Arguments arguments, Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", ".");
    return arguments
        .value("token-file")
        .map(Path::of)
        .orElse(Path.of(home, ".config", "sealpost", "token"));
  }

  private static String read(Path file) throws CommandException {
    if (!Files.isReadable(file)) {
      throw new CommandException(
          ExitCode.CONFIGURATION,
          "There is no token: set SEALPOST_TOKEN, or write one to "
              + file
              + " (mode 600). Tokens are made in the console.");
    }
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      boolean open = permissions.stream().anyMatch(each -> !each.name().startsWith("OWNER_"));
      if (open) {
        throw new CommandException(
            ExitCode.CONFIGURATION, file + " can be read by others; chmod 600 it.");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new CommandException(ExitCode.NO_INPUT, "Cannot read " + file + ".");
    }
  }

  /** Never with the token. */
  @Override
  public String toString() {
    return "Access to " + server;
  }
}
