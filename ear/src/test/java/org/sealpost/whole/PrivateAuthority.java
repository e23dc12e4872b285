package org.sealpost.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Issued;
import org.sealpost.testkit.TestAuthority.Request;

/**
 * A certificate authority that speaks ACME (Pebble, Debian's package), on loopback, with a name
 * server of its own for which every name is 127.0.0.1.
 */
final class PrivateAuthority implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path directory;
  private final List<Process> processes = new ArrayList<>();
  private final int port;
  private final int challengePort;
  private final Path root;

  /** Started when made. */
  PrivateAuthority(Path directory) throws Exception {
    this.directory = directory;
    List<Integer> ports = RunningSealpost.freePorts(5);
    this.port = ports.get(0);
    this.challengePort = ports.get(1);
    TestAuthority authority = new TestAuthority();
    Issued issued = authority.issue(Request.forNames("localhost").withAddress("127.0.0.1"));
    this.root = authority.writeRoot(directory.resolve("authority-root.pem"));
    TestAuthority.writeChain(issued, directory.resolve("authority.crt"));
    TestAuthority.writeKey(issued, directory.resolve("authority.key"));
    Files.writeString(directory.resolve("authority.json"), configuration(ports), UTF_8);
    run(
        "pebble-challtestsrv",
        "-dns01=127.0.0.1:" + ports.get(3),
        "-management=127.0.0.1:" + ports.get(4),
        "-defaultIPv6=",
        "-http01=",
        "-https01=",
        "-tlsalpn01=");
    run(
        "pebble",
        "-config=" + directory.resolve("authority.json"),
        "-dnsserver=127.0.0.1:" + ports.get(3));
    Eventually.within(PATIENCE, this::printed, this::answers);
  }

  private String configuration(List<Integer> ports) {
    return """
        {"pebble": {
          "listenAddress": "127.0.0.1:%d",
          "managementListenAddress": "127.0.0.1:%d",
          "certificate": "%s",
          "privateKey": "%s",
          "httpPort": %d,
          "tlsPort": 1
        }}
        """
        .formatted(
            port,
            ports.get(2),
            directory.resolve("authority.crt"),
            directory.resolve("authority.key"),
            challengePort);
  }

  private void run(String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    // It does not wait at random before it asks for a proof.
    builder.environment().put("PEBBLE_VA_NOSLEEP", "1");
    processes.add(builder.start());
  }

  private Path log() {
    return directory.resolve("authority.log");
  }

  /** What it printed so far. */
  String printed() {
    try {
      return Files.readString(log(), UTF_8);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What is asked first (RFC 8555 §7.1.1). */
  URI acmeDirectory() {
    return URI.create("https://127.0.0.1:" + port + "/dir");
  }

  /** Who certifies its HTTPS server. */
  Path root() {
    return root;
  }

  /** The port it asks for proofs on, in place of 80. */
  int challengePort() {
    return challengePort;
  }

  @Override
  public void close() {
    processes.forEach(process -> process.destroyForcibly().onExit().join());
  }
}
