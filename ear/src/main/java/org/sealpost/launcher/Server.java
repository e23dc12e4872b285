package org.sealpost.launcher;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.ClusterCommandResult;
import fish.payara.micro.PayaraMicro;
import fish.payara.micro.boot.AdminCommandRunner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.HttpSettings;

/** A booted Payara Micro, and what is deployed on it. It may be undeployed by any thread. */
final class Server {
  private static final String CONNECTOR = "sealpost-connector";
  private static final String BROKER = "sealpost-broker";
  private static final String APPLICATION = "sealpost";
  private static final String LISTENER =
      "configs.config.server-config.network-config.network-listeners.network-listener"
          + ".http-listener.";
  private static final String HTTP =
      "configs.config.server-config.network-config.protocols.protocol.http-listener.http.";
  private static final String PHONE_HOME =
      "configs.config.server-config.phone-home-runtime-configuration.";

  private final AdminCommandRunner commands;
  private final ServerDirectory directory;
  private final Deque<String> deployed = new ConcurrentLinkedDeque<>();

  private Server(AdminCommandRunner commands, ServerDirectory directory) {
    this.commands = commands;
    this.directory = directory;
  }

  /**
   * Boots it without any application.
   *
   * @throws StartException where the server does not come up; the log says why
   */
  static Server boot(ServerDirectory directory, HttpSettings http) throws StartException {
    AtomicReference<@Nullable AdminCommandRunner> commands = new AtomicReference<>();
    try {
      PayaraMicro.unpackJars();
      PayaraMicro.setUpackedJarDir(directory.unpacked().toFile());
      PayaraMicro.getInstance()
          .setRootDir(directory.root().toFile())
          .setLogPropertiesFile(directory.writeLoggingConfiguration().toFile())
          .setHttpPort(http.port())
          .setNoHazelcast(true)
          .setPreBootHandler(runner -> configure(runner, http))
          .setPostBootHandler(commands::set)
          .bootStrap();
    } catch (BootstrapException | IOException failed) {
      throw new StartException(ExitStatus.SOFTWARE, "The server does not boot: " + failed);
    }
    AdminCommandRunner runner = commands.get();
    if (runner == null) {
      throw new StartException(ExitStatus.SOFTWARE, "The server does not take commands.");
    }
    return new Server(runner, directory);
  }

  /** Adds a handler to everything that is logged from now on. */
  void showLog(TerminalHandler handler) {
    Logger.getLogger("").addHandler(handler);
  }

  /** Deploys the resource adapter, which has to be there before the application. */
  void deployConnector() throws StartException {
    deploy(CONNECTOR, "sealpost-connector-adapter.rar");
  }

  /**
   * Deploys the broker's adapter, which has to be there before the application.
   *
   * @return where it does not start, why; mail goes its way without it
   */
  Optional<String> deployBroker() {
    try {
      deploy(BROKER, "sealpost-broker-adapter.rar");
      ClusterCommandResult result =
          commands.run(
              "create-admin-object",
              "--raname",
              BROKER,
              "--restype",
              "jakarta.jms.ConnectionFactory",
              "--classname",
              "org.sealpost.broker.BrokerAccess",
              "jms/sealpost");
      return succeeded(result) ? Optional.empty() : Optional.of(describe(result));
    } catch (StartException failed) {
      return Optional.of(failed.why());
    }
  }

  /** Deploys the application; returns when its start-up beans have started. */
  void deployApplication() throws StartException {
    deploy(APPLICATION, "sealpost-web.war", "--contextroot", "/");
  }

  /** Takes everything away that was deployed, the last first; returns when all has stopped. */
  void undeploy() {
    for (String name = deployed.poll(); name != null; name = deployed.poll()) {
      // With the connection factory that belongs to it.
      ClusterCommandResult result = commands.run("undeploy", "--cascade=true", name);
      if (!succeeded(result)) {
        Logger.getLogger(Server.class.getName())
            .warning("undeploy " + name + ": " + describe(result));
      }
    }
  }

  // Choice: the server's HTTP listener says neither its name nor its version.
  private static void configure(AdminCommandRunner commands, HttpSettings http) {
    String[] settings = {
      LISTENER + "address=" + http.bind(),
      HTTP + "server-header=false",
      HTTP + "xpowered-by=false",
      PHONE_HOME + "enabled=false",
    };
    for (String setting : settings) {
      ClusterCommandResult result = commands.run("set", setting);
      if (!succeeded(result)) {
        throw new IllegalStateException("set " + setting + ": " + describe(result));
      }
    }
  }

  private void deploy(String name, String archive, String... options) throws StartException {
    try {
      List<String> arguments = new ArrayList<>(List.of("--name", name, "--force=true"));
      arguments.addAll(List.of(options));
      arguments.add(directory.extract(archive).toString());
      ClusterCommandResult result = commands.run("deploy", arguments.toArray(String[]::new));
      if (!succeeded(result)) {
        throw new StartException(ExitStatus.SOFTWARE, describe(result));
      }
      deployed.push(name);
    } catch (IOException unwritable) {
      throw new StartException(ExitStatus.CANNOT_CREATE, archive + ": " + unwritable.getMessage());
    }
  }

  private static boolean succeeded(ClusterCommandResult result) {
    return result.getExitStatus() != ClusterCommandResult.ExitStatus.FAILURE;
  }

  private static String describe(ClusterCommandResult result) {
    return WhyNot.text(result.getFailureCause(), result.getOutput());
  }
}
