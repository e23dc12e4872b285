package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.smtp.Reply;
import org.sealpost.testkit.WireClient;

/** Text of clients and endpoints never makes a second line, in a reply or in the log. */
class InjectionTest {
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

  private static void startData(WireClient client) throws IOException {
    client.command("MAIL FROM:<a@b.example>");
    client.command("RCPT TO:<c@d.example>");
    assertThat(client.command("DATA").code()).isEqualTo(354);
  }

  @Test
  void endpointsReplyStaysOneReply() throws Exception {
    harness.endpoint.hold();
    try (WireClient client = harness.greeted()) {
      startData(client);
      client.sendLines("x", ".");
      while (harness.endpoint.held().isEmpty()) {
        Thread.onSpinWait();
      }
      harness
          .endpoint
          .held()
          .get(0)
          .accept(
              Reply.of(550, "5.7.1", "no\r\n250 2.0.0 yes\u0085\u2028\u0000" + "y".repeat(900)));
      WireClient.Received reply = client.read();
      assertThat(reply.code()).isEqualTo(550);
      assertThat(reply.lines()).hasSize(1);
      assertThat(reply.text()).matches("[ -~]{1,510}").contains("no??250 2.0.0 yes");
      assertThat(client.command("NOOP").code()).isEqualTo(250);
    }
  }

  @Test
  void clientsTextStaysOneLineOfTheLog() throws Exception {
    try (LogRecorder log = new LogRecorder();
        WireClient client = harness.greeted()) {
      String path = "\"a\u0085MTA-9999 forged\u2028\u202e\u009b2J\"@b.example";
      int code = client.command("MAIL FROM:<" + path + "> SMTPUTF8").code();
      if (code != 250) {
        assertThat(code).isEqualTo(501);
        client.command("MAIL FROM:<\"MTA-9999 forged\"@b.example>");
      }
      client.command("RCPT TO:<c@d.example>");
      client.command("DATA");
      client.send("bare\nLF\r\n");
      assertThat(client.command(".").code()).isEqualTo(554);
      assertThat(log.await("MTA-1102"))
          .contains("MTA-9999 forged")
          .doesNotContainPattern("[\\p{Cntrl}\u0080-\u009f\u2028\u2029\u202e]");
    }
  }

  @Test
  void commandsWithControlCharactersAreRefusedAndNotRepeated() throws Exception {
    try (WireClient client = harness.greeted()) {
      for (String line : new String[] {"NOOP \u0000", "EHLO a\u001b[2J", "RSET\u007f"}) {
        assertThat(client.command(line).text()).matches("500 5\\.5\\.2 [ -~]+");
      }
      assertThat(client.command("BOGUS\u00e9\u2028 x").text()).matches("500 5\\.5\\.1 [ -~]+");
    }
  }
}
