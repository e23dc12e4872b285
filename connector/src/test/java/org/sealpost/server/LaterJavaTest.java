package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.sealpost.testkit.LaterJava;

/** What only Java 25 can do, tested by it although the build runs on an older one. */
class LaterJavaTest {
  @Test
  void channelBindingsAreThoseOfTheConnection() throws Exception {
    Optional<Path> java = LaterJava.find();
    assumeTrue(
        java.isPresent(),
        "SKIPPED: no Java 25 here; set JAVA25_HOME to the directory of one to test with it");
    Process process =
        new ProcessBuilder(
                java.orElseThrow().toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LaterJavaTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  /** Runs the tests of the mechanisms in this process; status 1 where one failed or was skipped. */
  public static void main(String[] unused) {
    LauncherDiscoveryRequest tests =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(MechanismsTest.class))
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(tests, listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    boolean all =
        summary.getTestsFoundCount() > 0
            && summary.getTestsSucceededCount() == summary.getTestsFoundCount();
    System.exit(all ? 0 : 1);
  }
}
