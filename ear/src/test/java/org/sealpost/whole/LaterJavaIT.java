package org.sealpost.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.testkit.LaterJava;

/** The runnable jar on Java 25, whatever Java it was built with. */
final class LaterJavaIT {
  @TempDir Path temporary;

  @Test
  void takesRelaysAndStopsOnJava25() throws Exception {
    Optional<Path> java = LaterJava.find();
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
      assertThat(sealpost.output()).endsWith("Stopped.\n");
      assertThat(warnings(sealpost.output())).isEmpty();
    }
  }

  /**
   * But for what Java says once (JEP 498) of the broker's libraries, which still use what is to go:
   * nothing outside of the broker's archive may do so.
   */
  private static List<String> warnings(String output) {
    List<String> warnings = output.lines().filter(line -> line.contains("WARNING:")).toList();
    boolean isOfTheBroker =
        warnings.stream()
            .filter(line -> line.contains("has been called by"))
            .allMatch(line -> line.contains("/sealpost-broker/"));
    return warnings.stream()
        .filter(line -> !isOfTheBroker || !line.contains("sun.misc.Unsafe"))
        .filter(line -> !isOfTheBroker || !line.contains("the maintainers of class"))
        .toList();
  }
}
