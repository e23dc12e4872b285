package org.sealpost.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The EAR on a full Payara Server, deployed as an operator does it. */
final class PayaraServerIT {
  private static final String DOMAIN = "sealpost-test";
  private static final long COMMAND_MINUTES = 10;

  /** What create-domain adds to the base: its ports lie between these. */
  private static final int ADMIN_OFFSET = 48;

  private static final int HTTP_OFFSET = 80;

  @TempDir Path temporary;

  private final Path home = Path.of(System.getProperty("payara.home"));
  private final List<Integer> smtpPorts = RunningSealpost.freePorts(3);
  private final int portBase = portBase();
  private final Sink peer = new Sink();

  @BeforeEach
  void startDomain() throws Exception {
    Files.writeString(
        Files.createDirectory(data()).resolve("sealpost.properties"),
        """
        smtp.relay.port = %d
        smtp.submission.port = %d
        smtp.submissions.port = %d
        route.peer.example = smtp://127.0.0.1:%d
        """
            .formatted(smtpPorts.get(0), smtpPorts.get(1), smtpPorts.get(2), peer.port()));
    asadmin(
        "create-domain",
        "--nopassword=true",
        "--domaindir=" + temporary.resolve("domains"),
        "--portbase=" + portBase,
        DOMAIN);
    asadmin("start-domain", "--domaindir=" + temporary.resolve("domains"), DOMAIN);
  }

  @AfterEach
  void stopDomain() throws Exception {
    peer.close();
    asadmin("stop-domain", "--domaindir=" + temporary.resolve("domains"), DOMAIN);
  }

  @Test
  void earIsDeployedTakesMailAndIsUndeployed() throws Exception {
    admin("deploy", System.getProperty("sealpost.ear"));

    assertThat(admin("list-applications")).contains("sealpost ", "ear", "connector", "ejb", "web");
    assertThat(get("/health/ready")).contains("\"smtp\"").contains("127.0.0.1:" + smtpPorts.get(0));
    assertThat(data().resolve("initial-admin-password")).exists();
    assertThat(greeting()).startsWith("220 ");
    relaysMail();

    admin("undeploy", "sealpost");
    assertThat(isListening()).isFalse();

    admin("deploy", System.getProperty("sealpost.ear"));
    assertThat(greeting()).startsWith("220 ");
  }

  /** The same work as on Payara Micro: over TLS in, through the queue, out to the next hop. */
  private void relaysMail() throws Exception {
    peer.start();
    Swaks.Run sent =
        Swaks.run(
            smtpPorts.get(0),
            "--tls",
            "--from",
            "a@sender.example",
            "--to",
            "b@peer.example",
            "--data",
            "Message-ID: <through@payara.example>\\n\\nbody\\n");
    assertThat(sent.exitStatus()).as(sent.dialogue()).isZero();
    Eventually.within(
        Duration.ofMinutes(1), () -> "no message at the peer", () -> !peer.taken().isEmpty());
    assertThat(peer.taken().get(0).messageId()).isEqualTo("through@payara.example");
    assertThat(peer.taken().get(0).beginning()).contains(" with ESMTPS id ");
  }

  private Path data() {
    return temporary.resolve("data");
  }

  private String greeting() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), smtpPorts.get(0))) {
      return new String(socket.getInputStream().readNBytes(4), UTF_8);
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), smtpPorts.get(0))) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private String get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + (portBase + HTTP_OFFSET) + path);
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private String admin(String... command) throws Exception {
    List<String> words = new ArrayList<>(List.of("--port=" + (portBase + ADMIN_OFFSET)));
    words.addAll(List.of(command));
    return asadmin(words.toArray(String[]::new));
  }

  /** Runs asadmin; fails with what it printed where its exit status is not 0. */
  private String asadmin(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/asadmin").toString()));
    command.addAll(List.of(words));
    Path output = Files.createTempFile(temporary, "asadmin", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SEALPOST_DATA", data().toString());
    // The server must not hold our pipe open after asadmin has ended, hence a file.
    Process process = builder.redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(COMMAND_MINUTES, TimeUnit.MINUTES)).as("asadmin ended").isTrue();
    String printed = Files.readString(output);
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }

  /**
   * A base whose ports nobody has: create-domain checks them again and fails where that is wrong.
   */
  private static int portBase() {
    return RunningSealpost.freePorts(1).get(0) % 20_000 + 10_000;
  }
}
