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
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of the process with the application in it: start, ready, stop, kill, start again. */
final class LauncherIT {
  @TempDir Path temporary;

  @Test
  void startsTellsWhereEverythingIsAndStopsGracefullyTwice() throws Exception {
    try (RunningSealpost sealpost = new RunningSealpost(temporary.resolve("data"))) {
      sealpost.start().awaitReady();
      Path passwordFile = sealpost.data().resolve("initial-admin-password");
      assertThat(permissions(passwordFile)).isEqualTo("rw-------");
      // Nobody else gets at the database and the spool in it.
      assertThat(permissions(sealpost.data())).isEqualTo("rwx------");
      String password = Files.readAllLines(passwordFile).get(0);
      assertThat(sealpost.output())
          .contains(sealpost.console().toString())
          .contains("one-time password " + password)
          .contains("--port " + sealpost.relayPort());
      assertGreets(sealpost.relayPort());
      assertGreets(sealpost.submissionPort());
      assertConsoleHidesItsServer(sealpost.console());

      assertThat(sealpost.stop()).isZero();
      assertThat(sealpost.output())
          .contains("Stopping...")
          .endsWith("Stopped.\n")
          .doesNotContain("SEVERE");

      sealpost.start().awaitReady();
      sealpost.kill();
      sealpost.start().awaitReady();
      assertThat(sealpost.stop()).isZero();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void assertGreets(int port) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      byte[] code = socket.getInputStream().readNBytes(4);
      assertThat(new String(code, UTF_8)).isEqualTo("220 ");
    }
  }

  private static void assertConsoleHidesItsServer(URI console) throws Exception {
    HttpResponse<String> page =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(console).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(page.statusCode()).isLessThan(500);
    assertThat(page.headers().map()).doesNotContainKeys("server", "x-powered-by");
  }
}
