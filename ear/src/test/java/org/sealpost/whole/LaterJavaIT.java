package org.sealpost.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The runnable jar on Java 25, whatever Java it was built with. The Java is that of {@code
 * JAVA25_HOME}, else the first one in {@code /usr/lib/jvm} that says 25.
 */
final class LaterJavaIT {
  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  @TempDir Path temporary;

  @Test
  void takesRelaysAndStopsOnJava25() throws Exception {
    Optional<Path> java = java25();
    assumeTrue(
        java.isPresent(),
        "SKIPPED: no Java 25 here; set JAVA25_HOME to the directory of one to test with it");
    try (Sink peer = new Sink();
        RunningSealpost sealpost = new RunningSealpost(temporary.resolve("data"))) {
      peer.start();
      sealpost
          .onJava(java.orElseThrow())
          .set("route.peer.example", "smtp://127.0.0.1:" + peer.port());
      sealpost.start().awaitReady();
      Swaks.Run sent =
          Swaks.run(
              sealpost.relayPort(),
              "--tls",
              "--from",
              "a@sender.example",
              "--to",
              "b@peer.example",
              "--data",
              "Message-ID: <on@java25.example>\\n\\nbody\\n");
      assertThat(sent.exitStatus()).as(sent.dialogue()).isZero();
      Eventually.within(
          Duration.ofMinutes(1), () -> sealpost.output(), () -> !peer.taken().isEmpty());
      assertThat(peer.taken().get(0).messageId()).isEqualTo("on@java25.example");

      assertThat(sealpost.stop()).isZero();
      assertThat(sealpost.output()).endsWith("Stopped.\n").doesNotContain("WARNING:");
    }
  }

  private static Optional<Path> java25() throws IOException {
    @Nullable String home = System.getenv("JAVA25_HOME");
    if (home != null) {
      Path java = Path.of(home, "bin", "java");
      // Asked for by name: a mistake in it is no reason to skip.
      assertThat(java).as("JAVA25_HOME").isExecutable();
      return Optional.of(java);
    }
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(INSTALLED, "*25*")) {
      for (Path each : found) {
        Path java = each.resolve("bin/java");
        if (Files.isExecutable(java)) {
          return Optional.of(java);
        }
      }
    }
    return Optional.empty();
  }
}
