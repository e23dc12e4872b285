package org.sealpost.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.sealpost.config.HttpSettings;
import org.sealpost.config.Settings;
import org.sealpost.config.SmtpSettings;

/**
 * Looks whether every port of the settings can be had, before the server is booted: a taken port is
 * the most common thing to go wrong, and this says so at once. Another process may still be
 * quicker; then the server or the application finds out.
 */
final class FreePorts {
  private FreePorts() {}

  /**
   * Opens and closes each port.
   *
   * @throws StartException naming every address that cannot be had, its setting, and why
   */
  static void check(Settings settings) throws StartException {
    HttpSettings http = settings.http();
    SmtpSettings smtp = settings.smtp();
    List<String> taken = new ArrayList<>();
    tryToBind(http.bind(), http.port(), "http", taken);
    check(smtp.relay(), "smtp.relay", taken);
    check(smtp.submission(), "smtp.submission", taken);
    check(smtp.submissions(), "smtp.submissions", taken);
    check(smtp.lmtp(), "smtp.lmtp", taken);
    Integer broker = settings.jms().port();
    if (broker != null && settings.jms().enabled()) {
      tryToBind("127.0.0.1", broker, "jms", taken);
    }
    if (!taken.isEmpty()) {
      throw new StartException(ExitStatus.UNAVAILABLE, String.join(System.lineSeparator(), taken));
    }
  }

  private static void check(SmtpSettings.Listener listener, String keys, List<String> taken) {
    if (listener.enabled()) {
      tryToBind(listener.bind(), listener.port(), keys, taken);
    }
  }

  private static void tryToBind(String bind, int port, String keys, List<String> taken) {
    try (ServerSocket socket = new ServerSocket()) {
      // A connection of the last run in TIME_WAIT does not make the port taken.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
    } catch (IOException refused) {
      taken.add(
          "Cannot listen on %s port %d (%s). Stop the program that has it, or set %s.bind and %s.port."
              .formatted(bind, port, refused.getMessage(), keys, keys));
    }
  }
}
