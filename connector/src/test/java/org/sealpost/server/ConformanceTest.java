package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealpost.testkit.WireClient;

/** Every case of {@code conformance.txt}, over a real socket. */
class ConformanceTest {
  private static final String HAS_LINE = " ... ";
  private static final String HAS_NO_LINE = " !!! ";

  @TempDir static Path directory;
  private static ServerHarness harness;

  @BeforeAll
  static void open() throws Exception {
    harness = new ServerHarness(directory);
  }

  @AfterAll
  static void close() {
    harness.close();
  }

  static Stream<ConformanceCase> cases() {
    return ConformanceCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsTheTableSays(ConformanceCase one) throws IOException {
    harness.endpoint.clear();
    try (WireClient client = one.state().reach(harness)) {
      String last = "";
      for (int i = 0; i < one.steps().size(); i++) {
        client.send(ConformanceCase.octets(one.steps().get(i)));
        for (String reply : ConformanceCase.expected(one.replies().get(i))) {
          expect(client, reply);
          last = reply;
        }
      }
      if (!last.equals("closed") && !last.startsWith("354")) {
        assertThat(client.command("NOOP").text()).startsWith("250 2.0.0 ");
      }
    }
    assertThat(harness.endpoint.taken()).hasSize(one.stored());
  }

  private static void expect(WireClient client, String reply) throws IOException {
    if (reply.equals("none")) {
      return;
    }
    if (reply.equals("closed")) {
      assertThat(client.isAtEnd()).isTrue();
      return;
    }
    WireClient.Received received = client.read();
    if (reply.contains(HAS_LINE)) {
      String[] parts = reply.split(HAS_LINE.replace(".", "\\."), 2);
      assertThat(received.text()).startsWith(parts[0]);
      assertThat(received.lines()).anyMatch(line -> line.startsWith(parts[1]));
    } else if (reply.contains(HAS_NO_LINE)) {
      String[] parts = reply.split(HAS_NO_LINE, 2);
      assertThat(received.text()).startsWith(parts[0]);
      assertThat(received.lines()).noneMatch(line -> line.startsWith(parts[1]));
    } else {
      assertThat(received.text() + " ").startsWith(reply.strip() + " ");
    }
  }
}
