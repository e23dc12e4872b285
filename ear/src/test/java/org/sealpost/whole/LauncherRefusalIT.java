package org.sealpost.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stops a start before a server is booted: one sentence, one exit status. */
final class LauncherRefusalIT {
  @TempDir Path temporary;

  @Test
  void wrongSettingsAreAllNamedBeforeAnythingIsMade() throws Exception {
    try (RunningSealpost sealpost = new RunningSealpost(temporary.resolve("data"))) {
      sealpost.set("smtp.workers", "0").set("smtp.realy.port", "25");
      assertThat(sealpost.start().awaitEnd()).isEqualTo(78);
      assertThat(sealpost.output())
          .contains("smtp.workers = 0: has to be a whole number of messages from 1 to 30")
          .contains("smtp.realy.port: is no setting; the nearest one is smtp.relay.port");
      assertThat(temporary.resolve("data/server")).doesNotExist();
    }
  }

  @Test
  void environmentIsCheckedToo() throws Exception {
    try (RunningSealpost sealpost = new RunningSealpost(temporary.resolve("data"))) {
      sealpost.environment("SEALPOST_QUEUE_LIFETIME", "5 days");
      assertThat(sealpost.start().awaitEnd()).isEqualTo(78);
      assertThat(sealpost.output()).contains("queue.lifetime = 5 days: has to be a duration");
    }
  }

  @Test
  void fileInPlaceOfTheDataDirectoryIsSaid() throws Exception {
    Path data = Files.createFile(temporary.resolve("file"));
    try (RunningSealpost sealpost = new RunningSealpost(data)) {
      withPortsInTheEnvironment(sealpost);
      assertThat(sealpost.start().awaitEnd()).isEqualTo(73);
      assertThat(sealpost.output())
          .contains(data + " cannot be used: there is a file in its place");
    }
  }

  @Test
  void dataDirectoryThatCannotBeMadeIsSaid() throws Exception {
    Path data = Files.createFile(temporary.resolve("file")).resolve("data");
    try (RunningSealpost sealpost = new RunningSealpost(data)) {
      withPortsInTheEnvironment(sealpost);
      assertThat(sealpost.start().awaitEnd()).isEqualTo(73);
      assertThat(sealpost.output()).contains(data + " cannot be used: it cannot be made");
    }
  }

  @Test
  void dataDirectoryOfAnotherProcessIsSaid() throws Exception {
    Path data = Files.createDirectory(temporary.resolve("data"));
    try (FileChannel lock =
            FileChannel.open(
                data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        RunningSealpost sealpost = new RunningSealpost(data)) {
      assertThat(lock.tryLock()).isNotNull();
      assertThat(sealpost.start().awaitEnd()).isEqualTo(73);
      assertThat(sealpost.output()).contains("another Sealpost is running with it");
    }
  }

  @Test
  void takenPortsAreNamedWithTheirSettings() throws Exception {
    try (RunningSealpost sealpost = new RunningSealpost(temporary.resolve("data"));
        ServerSocket http = taken(sealpost.console().getPort());
        ServerSocket smtp = taken(sealpost.relayPort())) {
      assertThat(sealpost.start().awaitEnd()).isEqualTo(69);
      assertThat(sealpost.output())
          .contains("127.0.0.1 port " + http.getLocalPort())
          .contains("http.port")
          .contains("127.0.0.1 port " + smtp.getLocalPort())
          .contains("smtp.relay.port");
    }
  }

  @Test
  void argumentsMeanNothing() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("sealpost.jar"),
                "--port=25")
            .redirectErrorStream(true)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .contains("usage: java -jar");
    assertThat(process.waitFor(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(64);
  }

  // No file can be written there, so the ports come another way.
  private static void withPortsInTheEnvironment(RunningSealpost sealpost) {
    sealpost
        .environment("SEALPOST_HTTP_PORT", Integer.toString(sealpost.console().getPort()))
        .environment("SEALPOST_SMTP_RELAY_PORT", Integer.toString(sealpost.relayPort()))
        .environment("SEALPOST_SMTP_SUBMISSION_PORT", Integer.toString(sealpost.submissionPort()))
        .environment(
            "SEALPOST_SMTP_SUBMISSIONS_PORT", Integer.toString(sealpost.submissionsPort()));
  }

  private static ServerSocket taken(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }
}
