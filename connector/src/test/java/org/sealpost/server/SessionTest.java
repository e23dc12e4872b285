package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.MailParameters;
import org.sealpost.testkit.WireClient;

/** The dialogue in the clear, over a real socket. */
class SessionTest {
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
  void greetsWithItsName() throws IOException {
    try (WireClient client = WireClient.connect(harness.relay())) {
      assertThat(client.read().text()).isEqualTo("220 mx.test.example ESMTP Sealpost");
    }
  }

  @Test
  @Tag("rfc5321-4.1.1.1")
  void listsKeywordsToEhloAndNoneToHelo() throws IOException {
    try (WireClient client = WireClient.connect(harness.relay())) {
      client.read();
      assertThat(client.command("ehlo client.example").lines())
          .containsExactly(
              "mx.test.example",
              "PIPELINING",
              "SIZE " + ServerHarness.MAX_OCTETS,
              "8BITMIME",
              "SMTPUTF8",
              "ENHANCEDSTATUSCODES",
              "DSN",
              "CHUNKING",
              "BINARYMIME",
              "LIMITS RCPTMAX=" + ServerHarness.MAX_RECIPIENTS,
              "STARTTLS",
              "HELP");
      assertThat(client.command("HELO client.example").lines()).containsExactly("mx.test.example");
    }
  }

  @Test
  void takesAMessage() throws IOException {
    try (WireClient client = harness.greeted()) {
      assertThat(client.command("MAIL FROM:<a@sender.example>").text()).startsWith("250 2.1.0 ");
      assertThat(client.command("RCPT TO:<b@rcpt.example>").text()).startsWith("250 2.1.5 ");
      assertThat(client.command("RCPT TO:<refused@rcpt.example>").text())
          .startsWith("550 5.1.1 Refused (");
      assertThat(client.command("DATA").code()).isEqualTo(354);
      client.send("Subject: x\r\n\r\n..dot\r\n.leading\r\nend\r\n");
      assertThat(client.command(".").text()).isEqualTo("250 2.6.0 Stored");
      assertThat(client.command("QUIT").text()).startsWith("221 2.0.0 ");
      assertThat(client.isAtEnd()).isTrue();
    }
    RecordingEndpoint.Taken taken = harness.endpoint.only();
    assertThat(taken.data()).isEqualTo("Subject: x\r\n\r\n.dot\r\nleading\r\nend\r\n");
    assertThat(taken.transaction().reversePath()).hasToString("<a@sender.example>");
    assertThat(taken.transaction().forwardPaths())
        .extracting(ForwardPath::toString)
        .containsExactly("<b@rcpt.example>");
    assertThat(taken.transaction().session().helloName()).isEqualTo("client.example");
    assertThat(taken.transaction().session().extended()).isTrue();
    assertThat(taken.transaction().session().tls()).isNull();
  }

  @Test
  void keepsAllParametersInAnyOrder() throws IOException {
    try (WireClient client = harness.greeted()) {
      assertThat(
              client.command("MAIL FROM:<ü@sender.example> smtputf8 Size=9 body=8bitmime").code())
          .isEqualTo(250);
      client.command("RCPT TO:<ö@bücher.example>");
      client.command("DATA");
      assertThat(client.command(".").code()).isEqualTo(250);
    }
    assertThat(harness.endpoint.only().transaction().parameters())
        .isEqualTo(new MailParameters(false, true, BodyType.EIGHT_BIT_MIME, 9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MAIL FROM:<a@b.example> SIZE=209715201          | 552 5.3.4
          MAIL FROM:<a@b.example> SIZE=99999999999999999999 | 552 5.3.4
          MAIL FROM:<a@b.example> SIZE=x                  | 501 5.5.4
          MAIL FROM:<a@b.example> SIZE                    | 501 5.5.4
          MAIL FROM:<a@b.example> SIZE=1 size=1           | 501 5.5.4
          MAIL FROM:<a@b.example> BODY=9BIT               | 501 5.5.4
          MAIL FROM:<a@b.example> SMTPUTF8=1              | 501 5.5.4
          MAIL FROM:<a@b.example> RET=BODY                | 501 5.5.4
          MAIL FROM:<a@b.example> REQUIRETLS              | 523 5.7.10
          MAIL FROM:<a@b.example> =x                      | 501 5.5.4
          MAIL FROM:<a@b.example>SIZE=1                   | 501 5.5.4
          MAIL FROM:a@b.example                           | 501 5.5.4
          MAIL TO:<a@b.example>                           | 501 5.5.4
          MAIL                                            | 501 5.5.4
          MAIL FROM:<a@b..example>                        | 501 5.1.7
          MAIL FROM:<a b@c.example>                       | 501 5.1.7
          MAIL FROM:<ü@b.example>                         | 553 5.6.7
          MAIL FROM:<refused@b.example>                   | 550 5.7.1
          RCPT TO:<b@rcpt.example>                        | 503 5.5.1
          DATA                                            | 503 5.5.1
          DATA now                                        | 501 5.5.4
          RSET now                                        | 501 5.5.4
          QUIT now                                        | 501 5.5.4
          STARTTLS now                                    | 501 5.5.4
          EHLO                                            | 501 5.5.4
          EHLO [192.0.2.1                                 | 501 5.5.4
          EHLO a b                                        | 501 5.5.4
          VRFY                                            | 501 5.5.4
          EXPN list                                       | 502 5.5.1
          XYZZY                                           | 500 5.5.1
          """)
  void refusesWhatIsWrongAndOpensNoTransaction(String line, String reply) throws IOException {
    try (WireClient client = harness.greeted()) {
      assertThat(client.command(line).text()).startsWith(reply + " ");
      assertThat(client.command("RCPT TO:<b@rcpt.example>").text()).startsWith("503 5.5.1 ");
      assertThat(client.command("MAIL FROM:<>").text()).startsWith("250 2.1.0 ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RCPT TO:<b@@rcpt.example>         | 501 5.1.3
          RCPT TO:<>                        | 501 5.1.3
          RCPT TO:b@rcpt.example            | 501 5.5.4
          RCPT TO:<b@rcpt.example> NOTIFY=ALWAYS | 501 5.5.4
          RCPT TO:<ü@rcpt.example>          | 553 5.6.7
          MAIL FROM:<c@d.example>           | 503 5.5.1
          DATA                              | 503 5.5.1
          RCPT TO:<postmaster>              | 250 2.1.5
          RCPT TO:<@relay.example:b@rcpt.example> | 250 2.1.5
          RCPT TO:<"a>b"@rcpt.example>      | 250 2.1.5
          NOOP anything                     | 250 2.0.0
          VRFY someone                      | 252 2.0.0
          HELP                              | 214 2.0.0
          """)
  void answersInsideATransactionWhichGoesOn(String line, String reply) throws IOException {
    try (WireClient client = harness.greeted()) {
      client.command("MAIL FROM:<a@b.example>");
      assertThat(client.command(line).text()).startsWith(reply + " ");
      assertThat(client.command("RCPT TO:<c@rcpt.example>").text()).startsWith("250 2.1.5 ");
    }
  }

  @ParameterizedTest
  @CsvSource({"RSET", "EHLO again.example", "HELO again.example"})
  void forgetsTheTransaction(String line) throws IOException {
    try (WireClient client = harness.greeted()) {
      client.command("MAIL FROM:<a@b.example>");
      assertThat(client.command(line).code()).isEqualTo(250);
      assertThat(client.command("RCPT TO:<c@rcpt.example>").text()).startsWith("503 5.5.1 ");
    }
  }

  @Test
  void wantsToBeGreetedFirst() throws IOException {
    try (WireClient client = WireClient.connect(harness.relay())) {
      client.read();
      for (String line : new String[] {"MAIL FROM:<>", "RCPT TO:<a@b.example>", "DATA"}) {
        assertThat(client.command(line).text()).startsWith("503 5.5.1 ");
      }
      client.command("HELO old.example");
      assertThat(client.command("MAIL FROM:<> SIZE=1").text()).startsWith("555 5.5.4 ");
      assertThat(client.command("MAIL FROM:<>").code()).isEqualTo(250);
    }
  }

  @Test
  @Tag("rfc5321-4.5.3.1.10")
  void takesNoMoreRecipientsThanPlanned() throws IOException {
    try (WireClient client = harness.greeted()) {
      client.command("MAIL FROM:<>");
      for (int i = 0; i < ServerHarness.MAX_RECIPIENTS; i++) {
        assertThat(client.command("RCPT TO:<r" + i + "@rcpt.example>").code()).isEqualTo(250);
      }
      assertThat(client.command("RCPT TO:<one.more@rcpt.example>").text()).startsWith("452 4.5.3 ");
    }
  }

  @Test
  @Tag("rfc2920")
  void answersAPipelinedGroupInOrder() throws IOException {
    try (WireClient client = harness.greeted()) {
      client.sendLines(
          "MAIL FROM:<a@b.example>",
          "RCPT TO:<refused@c.example>",
          "RCPT TO:<d@e.example>",
          "DATA");
      assertThat(client.read().code()).isEqualTo(250);
      assertThat(client.read().code()).isEqualTo(550);
      assertThat(client.read().code()).isEqualTo(250);
      assertThat(client.read().code()).isEqualTo(354);
      client.sendLines("one", ".", "MAIL FROM:<>", "RCPT TO:<f@g.example>", "DATA");
      assertThat(client.read().code()).isEqualTo(250);
      assertThat(client.read().code()).isEqualTo(250);
      assertThat(client.read().code()).isEqualTo(250);
      assertThat(client.read().code()).isEqualTo(354);
      client.sendLines("two", ".", "QUIT");
      assertThat(client.read().code()).isEqualTo(250);
      assertThat(client.read().code()).isEqualTo(221);
    }
    assertThat(harness.endpoint.taken())
        .extracting(RecordingEndpoint.Taken::data)
        .containsExactly("one\r\n", "two\r\n");
  }
}
