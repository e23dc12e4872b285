package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.server.SaslWire.base64;

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
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.inflow.SignIn;
import org.sealpost.inflow.SmtpSession;
import org.sealpost.testkit.WireClient;

/** The AUTH command (RFC 4954): when it may come, what it answers, and what it changes. */
class AuthenticationTest {
  private static final SSLContext TRUSTING = ServerHarness.AUTHORITY.clientContext();
  private static final String RIGHT =
      base64("\0" + FakeAccounts.NAME + "\0" + FakeAccounts.PASSWORD);
  private static final String WRONG = base64("\0" + FakeAccounts.NAME + "\0wrong");

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

  private WireClient secured() throws IOException {
    return WireClient.secured(harness.submission(), TRUSTING);
  }

  @Test
  @Tag("rfc4954-3")
  void announcesItselfUnderTlsOnlyAndWhereItIsTurnedOn() throws IOException {
    String plus = SaslWire.hasExporter() ? "SCRAM-SHA-256-PLUS " : "";
    String announced = "AUTH " + plus + "SCRAM-SHA-256 OAUTHBEARER PLAIN LOGIN";
    try (WireClient client = WireClient.connect(harness.submission())) {
      client.read();
      assertThat(client.command("EHLO client.example").lines())
          .noneMatch(line -> line.startsWith("AUTH"));
      client.command("STARTTLS");
      client.handshake(TRUSTING);
      assertThat(client.command("EHLO client.example").lines()).contains(announced);
    }
    try (WireClient client = WireClient.connectTls(harness.submissions(), TRUSTING)) {
      client.read();
      assertThat(client.command("EHLO client.example").lines()).contains(announced);
    }
    try (WireClient client = harness.secured()) {
      assertThat(client.command("EHLO client.example").lines())
          .noneMatch(line -> line.startsWith("AUTH"));
      assertThat(client.command("AUTH PLAIN " + RIGHT).text()).startsWith("502 5.5.1 ");
    }
  }

  @ParameterizedTest
  @Tag("rfc4954-4")
  @ValueSource(strings = {"PLAIN", "LOGIN", "SCRAM-SHA-256", "EXTERNAL", "OAUTHBEARER", "NONE"})
  void takesNothingInTheClear(String mechanism) throws IOException {
    try (WireClient client = WireClient.greeted(harness.submission())) {
      assertThat(client.command("AUTH " + mechanism + " " + RIGHT).text())
          .startsWith("538 5.7.11 ");
    }
    assertThat(harness.endpoint.accounts.seen()).isEmpty();
  }

  @Test
  void tellsTheEndpointWhoItIsFromThenOn() throws IOException {
    try (WireClient client = secured()) {
      client.deliver("a@b.example", "c@d.example", "before\r\n");
      assertThat(client.command("AUTH PLAIN " + RIGHT).text()).startsWith("235 2.7.0 ");
      client.deliver("a@b.example", "c@d.example", "after\r\n");
      client.command("RSET");
      client.command("EHLO other.example");
      client.deliver("a@b.example", "c@d.example", "after another hello\r\n");
    }
    assertThat(harness.endpoint.taken())
        .extracting(taken -> taken.transaction().session())
        .extracting(SmtpSession::identity)
        .containsExactly(null, FakeAccounts.IDENTITY, FakeAccounts.IDENTITY);
  }

  @ParameterizedTest
  @Tag("rfc4954-4")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AUTH                        | 501 5.5.4
          AUTH PLAIN a b              | 501 5.5.4
          AUTH CRAM-MD5               | 504 5.5.4
          AUTH EXTERNAL =             | 504 5.5.4
          AUTH PLAIN AAA              | 501 5.5.2
          AUTH PLAIN =AAA             | 501 5.5.2
          AUTH PLAIN AAA=BBB=         | 501 5.5.2
          AUTH PLAIN *                | 501 5.5.2
          AUTH PLAIN =                | 501 5.5.4
          AUTH PLAIN dGlt             | 501 5.5.4
          AUTH SCRAM-SHA-256 dGlt     | 501 5.5.4
          AUTH OAUTHBEARER dGlt       | 501 5.5.4
          """)
  void refusesACommandThatIsWrongInItself(String command, String reply) throws IOException {
    try (WireClient client = secured()) {
      assertThat(client.command(command).text()).startsWith(reply + " ");
      assertThat(client.command("AUTH PLAIN " + RIGHT).code()).isEqualTo(235);
    }
  }

  @Test
  @Tag("rfc4954-4")
  void mayNotComeTwiceNorInATransactionNorBeforeHello() throws IOException {
    try (WireClient client = WireClient.connectTls(harness.submissions(), TRUSTING)) {
      client.read();
      assertThat(client.command("AUTH PLAIN " + RIGHT).text()).startsWith("503 5.5.1 ");
      client.command("HELO client.example");
      assertThat(client.command("AUTH PLAIN " + RIGHT).text()).startsWith("503 5.5.1 ");
      client.command("EHLO client.example");
      client.command("MAIL FROM:<a@b.example>");
      assertThat(client.command("AUTH PLAIN " + RIGHT).text()).startsWith("503 5.5.1 ");
      assertThat(client.command("RCPT TO:<c@d.example>").code()).isEqualTo(250);
      client.command("RSET");
      assertThat(client.command("auth plain " + RIGHT).code()).isEqualTo(235);
      assertThat(client.command("AUTH PLAIN " + RIGHT).text()).startsWith("503 5.5.1 ");
    }
    assertThat(harness.endpoint.accounts.seen()).hasSize(1);
  }

  @ParameterizedTest
  @Tag("rfc4954-4")
  @CsvSource({
    "*, 501 5.7.0",
    "not base64, 501 5.5.2",
    "dGlt, 501 5.5.4",
    "MAIL FROM:<a@b.example>, 501 5.5.2"
  })
  void endsTheExchangeOnWhatIsNoAnswer(String answer, String reply) throws IOException {
    try (WireClient client = secured()) {
      assertThat(client.command("AUTH PLAIN").text()).isEqualTo("334 ");
      assertThat(client.command(answer).text()).startsWith(reply + " ");
      assertThat(client.command("NOOP").code()).isEqualTo(250);
    }
  }

  @Test
  @Tag("rfc4954-4")
  void takesLongLinesInAnExchangeAndRefusesLongerOnes() throws IOException {
    try (WireClient client = secured()) {
      client.command("AUTH PLAIN");
      // 12288 octets of base64: an answer, though none that PLAIN understands.
      assertThat(client.command("A".repeat(12288)).text()).startsWith("501 5.5.4 ");
      client.command("AUTH PLAIN");
      assertThat(client.command("A".repeat(12292)).text()).startsWith("500 5.5.6 ");
      assertThat(client.command("NOOP").code()).isEqualTo(250);
      client.command("AUTH OAUTHBEARER");
      String message = "n,,\1auth=Bearer " + "t".repeat(8000) + "\1\1";
      assertThat(client.command(base64(message)).code()).isEqualTo(334);
      assertThat(client.command(base64("\1")).text()).startsWith("535 5.7.8 ");
      assertThat(client.command("AUTH OAUTHBEARER " + base64(message)).code()).isEqualTo(334);
      client.command("*");
      assertThat(client.command("NOOP " + "A".repeat(2048)).text()).startsWith("500 5.5.2 ");
    }
  }

  @Test
  void takesCommandsPipelinedBehindAWholeExchange() throws IOException {
    try (WireClient client = secured()) {
      client.sendLines(
          "AUTH PLAIN " + RIGHT, "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "NOOP");
      assertThat(client.read().code()).isEqualTo(235);
      assertThat(client.read().code()).isEqualTo(250);
      assertThat(client.read().code()).isEqualTo(250);
      assertThat(client.read().code()).isEqualTo(250);
    }
  }

  @Test
  @Tag("rfc4954-6")
  void saysThatItCannotBeFoundOutNow() throws IOException {
    harness.endpoint.accounts.becomeUnavailable();
    try (WireClient client = secured()) {
      assertThat(client.command("AUTH PLAIN " + RIGHT).text()).startsWith("454 4.7.0 ");
      assertThat(client.command("AUTH SCRAM-SHA-256 " + base64("n,,n=user,r=abc")).text())
          .startsWith("454 4.7.0 ");
      assertThat(client.command("NOOP").code()).isEqualTo(250);
    }
  }

  @Test
  void answersWrongPasswordAndUnknownUserAlike() throws IOException {
    try (WireClient client = secured()) {
      String wrong = client.command("AUTH PLAIN " + WRONG).text();
      assertThat(wrong).startsWith("535 5.7.8 Authentication credentials invalid");
      assertThat(client.command("AUTH PLAIN " + base64("\0nobody@test.example\0x")).text())
          .isEqualTo(wrong);
      assertThat(
              client
                  .command(
                      "AUTH PLAIN "
                          + base64("boss\0" + FakeAccounts.NAME + "\0" + FakeAccounts.PASSWORD))
                  .text())
          .isEqualTo(wrong);
      assertThat(client.command("AUTH PLAIN " + RIGHT).code()).isEqualTo(235);
    }
  }

  @Test
  void dropsTheAnswerOfASessionThatIsGone() throws Exception {
    harness.endpoint.accounts.hold();
    try (WireClient client = secured()) {
      client.send("AUTH PLAIN " + RIGHT + "\r\n");
      while (harness.endpoint.accounts.held().isEmpty()) {
        Thread.onSpinWait();
      }
    }
    harness.close();
    harness.endpoint.accounts.held().get(0).accept(new SignIn.Accepted("late"));
    assertThat(harness.endpoint.taken()).isEmpty();
  }
}
