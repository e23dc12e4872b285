package org.sealpost.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.sealpost.command.SealpostCommand;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsSources;
import org.sealpost.config.WrongSettingsException;

/** The main class of the runnable jar. */
public final class Sealpost {
  private static final Duration START = Duration.ofMinutes(5);
  private static final String USAGE =
      """
      Sealpost %s, a mail transfer agent in which the sender decides how strongly each message is
      protected (RFC 8689).

      usage: java -jar sealpost.jar            starts the server
             java -jar sealpost.jar --backup DIRECTORY
             java -jar sealpost.jar --restore DIRECTORY
             java -jar sealpost.jar COMMAND    asks a running one

      --backup copies the data directory into a new one, also while the server runs; --restore
      makes a data directory from such a copy.

      %s

      Settings come from sealpost.properties in the data directory, from
      environment variables (SEALPOST_SMTP_RELAY_PORT=25) and from system properties
      (java -Dsealpost.smtp.relay.port=25 -jar sealpost.jar). The data directory is ./data, or what
      SEALPOST_DATA says.\
      """;

  private final Terminal terminal;

  private Sealpost(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Starts the server and returns when it is ready; the process goes on until it is stopped. */
  public static void main(String[] arguments) {
    Terminal terminal = new Terminal(System.out);
    if (arguments.length == 2 && arguments[0].matches("--(backup|restore)")) {
      System.exit(command(terminal, arguments[0], arguments[1]).code());
    }
    if (arguments.length > 0 && SealpostCommand.knows(arguments[0])) {
      SealpostCommand command =
          new SealpostCommand(System.getProperties(), System.getenv(), version());
      System.exit(command.run(List.of(arguments), System.in, System.out, System.err));
    }
    if (arguments.length > 0) {
      boolean help = arguments[0].equals("--help");
      terminal.print(USAGE.formatted(version(), SealpostCommand.USAGE));
      System.exit((help ? ExitStatus.STOPPED : ExitStatus.USAGE).code());
    }
    new Sealpost(terminal).start();
  }

  private static ExitStatus command(Terminal terminal, String command, String directory) {
    try {
      Path data = new SettingsSources(System.getProperties(), System.getenv()).data();
      BackupCommand run = new BackupCommand(terminal, data, version());
      Path path = Path.of(directory);
      return command.equals("--backup") ? run.backUp(path) : run.restore(path);
    } catch (WrongSettingsException wrong) {
      terminal.print(String.join("\n", wrong.problems()));
      return ExitStatus.CONFIGURATION;
    } catch (InvalidPathException notAPath) {
      terminal.print(directory + " cannot be a directory.");
      return ExitStatus.USAGE;
    }
  }

  private void start() {
    try {
      Settings settings = readSettings();
      FreePorts.check(settings);
      DataDirectoryLock lock = DataDirectoryLock.acquire(settings.data());
      start(settings, ServerDirectory.create(settings.data()), new Stop(terminal, lock));
    } catch (StartException wrong) {
      terminal.print(wrong.why());
      System.exit(wrong.status().code());
    }
  }

  private static Settings readSettings() throws StartException {
    try {
      return new SettingsSources(System.getProperties(), System.getenv()).read();
    } catch (WrongSettingsException wrong) {
      throw new StartException(
          ExitStatus.CONFIGURATION,
          "Sealpost does not start, because of its settings:\n  "
              + String.join("\n  ", wrong.problems()));
    }
  }

  private void start(Settings settings, ServerDirectory directory, Stop stop) {
    setProperties(settings, directory);
    // Whatever the server prints belongs to its log; the terminal is ours.
    System.setOut(new PrintStream(new LoggedLines("stdout", Level.INFO), true, UTF_8));
    System.setErr(new PrintStream(new LoggedLines("stderr", Level.WARNING), true, UTF_8));
    stop.onSignals();
    try {
      terminal.step("Starting Sealpost: server");
      Server server = Server.boot(directory, settings.http());
      TerminalHandler handler = new TerminalHandler(terminal);
      server.showLog(handler);
      stop.deployedOn(server);
      terminal.step("connector");
      server.deployConnector();
      if (settings.jms().enabled()) {
        terminal.step("broker");
        server
            .deployBroker()
            .ifPresent(why -> terminal.print("No mail is taken from queues: " + why));
      }
      terminal.step("application");
      server.deployApplication();
      terminal.step("mail");
      String listeners =
          new ReadinessPoll(Greeting.console(settings.http()), InstantSource.system()).await(START);
      terminal.print(Greeting.text(settings, listeners));
      handler.running();
    } catch (StartException failed) {
      fail(stop, failed.status(), failed.why(), directory);
    } catch (IOException unreadable) {
      fail(stop, ExitStatus.SOFTWARE, unreadable.toString(), directory);
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    }
  }

  private void fail(Stop stop, ExitStatus status, String why, ServerDirectory directory) {
    terminal.print("Sealpost does not start: " + why);
    terminal.print("More is in " + directory.log().resolve(LogFile.NAME) + ".");
    stop.exit(status);
  }

  /** What the server, the database and the application look up for themselves. */
  private static void setProperties(Settings settings, ServerDirectory directory) {
    Map<String, String> properties =
        Map.of(
            // The application reads the settings again, from the same place.
            "sealpost.data",
            settings.data().toString(),
            // Payara Micro would turn IPv6 off for the whole process.
            "java.net.preferIPv4Stack",
            "false",
            "java.awt.headless",
            "true",
            // The database's files are its owner's alone.
            "derby.storage.useDefaultFilePermissions",
            "false",
            "derby.stream.error.file",
            directory.log().resolve("derby.log").toString(),
            // Each switch of the log file costs an fsync; the default of 1 MiB is 150 small mails.
            "derby.storage.logSwitchInterval",
            "67108864",
            "derby.storage.checkpointInterval",
            "67108864");
    properties.forEach(System::setProperty);
    // The resource adapter of the broker knows nothing of settings.
    System.setProperty(
        "org.sealpost.broker.directory", settings.data().resolve("broker").toString());
    System.setProperty(
        "org.sealpost.broker.min-free-octets", Long.toString(settings.queue().minFreeOctets()));
    Integer port = settings.jms().port();
    if (port != null) {
      System.setProperty("org.sealpost.broker.port", port.toString());
    }
  }

  private static String version() {
    return Objects.requireNonNullElse(
        Sealpost.class.getPackage().getImplementationVersion(), "(not packaged)");
  }
}
