package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.WireClient;

/** STARTTLS, implicit TLS, and REQUIRETLS (RFC 3207, RFC 8314, RFC 8689). */
class TlsSessionTest {
  private static final SSLContext TRUSTING = ServerHarness.AUTHORITY.clientContext();

  @TempDir Path directory;
  private ServerHarness harness;

  @BeforeEach
  void open() throws Exception {
    harness = new ServerHarness(directory);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  @Tag("rfc8689-2")
  void announcesRequireTlsOnlyUnderTls() throws IOException {
    try (WireClient client = harness.greeted()) {
      assertThat(client.command("EHLO client.example").lines())
          .contains("STARTTLS")
          .doesNotContain("REQUIRETLS");
      client.command("STARTTLS");
      client.handshake(TRUSTING);
      assertThat(client.command("EHLO client.example").lines())
          .contains("REQUIRETLS")
          .doesNotContain("STARTTLS");
    }
    try (WireClient client = WireClient.connectTls(harness.submissions(), TRUSTING)) {
      assertThat(client.read().code()).isEqualTo(220);
      assertThat(client.command("EHLO client.example").lines())
          .contains("REQUIRETLS")
          .doesNotContain("STARTTLS");
    }
    try (WireClient client = WireClient.secured(harness.withoutRequireTls(), TRUSTING)) {
      assertThat(client.command("EHLO client.example").lines()).doesNotContain("REQUIRETLS");
      assertThat(client.command("MAIL FROM:<a@b.example> REQUIRETLS").text())
          .startsWith("555 5.5.4 ");
    }
  }

  @ParameterizedTest
  @Tag("rfc8689-2")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REQUIRETLS            | 250 2.1.0
          requiretls            | 250 2.1.0
          REQUIRETLS REQUIRETLS | 501 5.5.4
          REQUIRETLS=1          | 501 5.5.4
          REQUIRETLSX           | 555 5.5.4
          SMTPUTF8 REQUIRETLS SIZE=5 BODY=8BITMIME | 250 2.1.0
          """)
  void readsTheParameter(String parameters, String reply) throws IOException {
    try (WireClient client = harness.secured()) {
      assertThat(client.command("MAIL FROM:<a@b.example> " + parameters).text())
          .startsWith(reply + " ");
    }
  }

  @Test
  void keepsTheParameterWithTheMessageAndNotWithTheNextOne() throws IOException {
    try (WireClient client = harness.secured()) {
      client.command("MAIL FROM:<a@b.example> REQUIRETLS");
      client.command("RSET");
      client.deliver("a@b.example", "c@d.example", "plain\r\n");
      client.command("MAIL FROM:<a@b.example> REQUIRETLS");
      client.command("RCPT TO:<c@d.example>");
      client.command("DATA");
      client.send("required\r\n");
      client.command(".");
      client.deliver("a@b.example", "c@d.example", "plain again\r\n");
    }
    assertThat(harness.endpoint.taken())
        .extracting(taken -> taken.transaction().parameters().requireTls())
        .containsExactly(false, true, false);
    SmtpSession.Tls tls = harness.endpoint.taken().get(0).transaction().session().tls();
    assertThat(tls).isNotNull();
    assertThat(tls)
        .extracting(SmtpSession.Tls::version, SmtpSession.Tls::cipher)
        .satisfies(
            known -> {
              assertThat(known.get(0)).isEqualTo("TLSv1.3");
              assertThat(known.get(1)).asString().startsWith("TLS_");
            });
  }

  @Test
  @Tag("rfc8689-2")
  void takesTheLongestMailLineWithTheParameter() throws IOException {
    try (WireClient client = harness.secured()) {
      String path = "a".repeat(128) + "@" + ("d".repeat(58) + ".").repeat(2) + "example";
      assertThat(path.length()).isLessThanOrEqualTo(254);
      String line = "MAIL FROM:<" + path + "> SIZE=00000000000000000001 BODY=8BITMIME SMTPUTF8";
      assertThat(client.command(line + " ".repeat(510 - line.length()) + " REQUIRETLS").code())
          .isEqualTo(250);
    }
  }

  @Test
  @Tag("rfc3207-4.2")
  void forgetsEverythingAtStartTls() throws IOException {
    try (WireClient client = harness.greeted()) {
      client.command("MAIL FROM:<a@b.example>");
      assertThat(client.command("STARTTLS").text()).startsWith("220 2.0.0 ");
      client.handshake(TRUSTING);
      assertThat(client.command("RCPT TO:<c@d.example>").text()).startsWith("503 5.5.1 ");
      assertThat(client.command("EHLO client.example").code()).isEqualTo(250);
      assertThat(client.command("RCPT TO:<c@d.example>").text()).startsWith("503 5.5.1 ");
      assertThat(client.command("STARTTLS").text()).startsWith("503 5.5.1 ");
    }
  }

  @Test
  @Tag("rfc3207-4")
  void neverRunsWhatWasInjectedBehindStartTls() throws IOException {
    try (WireClient client = harness.greeted()) {
      client.sendLines("STARTTLS", "MAIL FROM:<evil@b.example>");
      assertThat(client.read().text()).startsWith("554 5.5.0 ");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  @Tag("rfc3207-4")
  void neverRunsWhatComesInTheClearInPlaceOfTheHandshake() throws IOException {
    try (WireClient client = harness.greeted()) {
      assertThat(client.command("STARTTLS").code()).isEqualTo(220);
      client.sendLines("EHLO evil.example", "MAIL FROM:<evil@b.example>", "QUIT");
      assertThat(client.readToEnd()).doesNotContain("250").doesNotContain("221");
    }
  }

  @Test
  void closesWhereTheHandshakeFails() throws IOException {
    try (WireClient client = harness.greeted()) {
      client.command("STARTTLS");
      SSLContext distrusting = new TestAuthority("Another Root").clientContext();
      assertThatThrownBy(() -> client.handshake(distrusting)).isInstanceOf(IOException.class);
    }
    try (WireClient client = WireClient.connect(harness.submissions())) {
      client.send("EHLO in.the.clear\r\n");
      assertThat(client.readToEnd()).doesNotContain("220").doesNotContain("mx.test.example");
    }
    try (WireClient client = harness.secured()) {
      assertThat(client.command("NOOP").code()).isEqualTo(250);
    }
  }

  @Test
  void carriesALargeMessageUnderTls() throws IOException {
    String content = ("x".repeat(76) + "\r\n").repeat(20_000);
    try (WireClient client = harness.secured()) {
      assertThat(client.deliver("a@b.example", "c@d.example", content).code()).isEqualTo(250);
    }
    assertThat(harness.endpoint.only().octets()).isEqualTo(content.length());
  }
}
