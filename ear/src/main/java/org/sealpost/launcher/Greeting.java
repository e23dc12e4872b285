package org.sealpost.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.sealpost.config.HttpSettings;
import org.sealpost.config.Settings;
import org.sealpost.config.SmtpSettings;
import org.sealpost.smtp.Domain;

/** The lines an operator reads when the server is ready: where everything is. */
final class Greeting {
  private static final String PASSWORD_FILE = "initial-admin-password";
  private static final String ADMINISTRATOR = "admin";

  private Greeting() {}

  /**
   * The lines.
   *
   * @param listeners where the application takes mail, in its own words
   * @throws IOException where the password of the first start is there and cannot be read
   */
  static String text(Settings settings, String listeners) throws IOException {
    StringBuilder text = new StringBuilder("Sealpost is ready.");
    line(text, "Console", console(settings.http()).toString());
    password(settings.data(), text);
    line(text, "Mail", listeners);
    SmtpSettings.Listener relay = settings.smtp().relay();
    if (relay.enabled()) {
      line(text, "Try", swaks(relay, settings.mail().localDomains().iterator().next()));
    }
    line(text, "Log", settings.data().resolve("log").resolve(LogFile.NAME).toString());
    line(text, "Stop", "Ctrl-C");
    return text.toString();
  }

  /** Where a browser on this machine finds the console. */
  static URI console(HttpSettings http) {
    return URI.create("http://" + reachable(http.bind()) + ":" + http.port() + "/");
  }

  private static String swaks(SmtpSettings.Listener relay, Domain local) {
    return "swaks --server %s --port %d --tls-optional --from you@example.com --to postmaster@%s"
        .formatted(reachable(relay.bind()), relay.port(), local.name());
  }

  /** The address to connect to: one that means every address of this machine cannot be. */
  private static String reachable(String bind) {
    return switch (bind) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::" -> "[::1]";
      default -> bind.contains(":") ? "[" + bind + "]" : bind;
    };
  }

  // The application writes the file at the first start and deletes it when the password is changed.
  private static void password(Path data, StringBuilder text) throws IOException {
    Path file = data.resolve(PASSWORD_FILE);
    try {
      List<String> lines = Files.readAllLines(file);
      if (!lines.isEmpty()) {
        line(text, "Sign in", "as " + ADMINISTRATOR + ", one-time password " + lines.get(0));
        line(text, "", "(it stands in " + file + " until it is changed)");
      }
    } catch (NoSuchFileException ignored) {
      // The password has been changed.
    }
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(System.lineSeparator()).append("  %-9s%s".formatted(name, value));
  }
}
