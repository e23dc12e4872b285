package org.sealpost.server;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.sealpost.testkit.WireClient;

/** Where a session stands when a case of the conformance table begins. */
enum ConformanceState {
  FRESH("after the greeting"),
  EHLO("after EHLO", "EHLO client.example"),
  HELO("after HELO", "HELO client.example"),
  MAIL("after MAIL", "EHLO client.example", "MAIL FROM:<a@sender.example>"),
  UTF8("after MAIL with SMTPUTF8", "EHLO client.example", "MAIL FROM:<a@b.example> SMTPUTF8"),
  RCPT(
      "after RCPT",
      "EHLO client.example",
      "MAIL FROM:<a@sender.example>",
      "RCPT TO:<b@rcpt.example>"),
  DATA(
      "in the mail data",
      "EHLO client.example",
      "MAIL FROM:<a@sender.example>",
      "RCPT TO:<b@rcpt.example>",
      "DATA"),
  BDAT(
      "after a first chunk",
      "EHLO client.example",
      "MAIL FROM:<a@sender.example>",
      "RCPT TO:<b@rcpt.example>",
      "BDAT 5\r\nabc"),
  BINARY(
      "after RCPT, with BODY=BINARYMIME",
      "EHLO client.example",
      "MAIL FROM:<a@sender.example> BODY=BINARYMIME",
      "RCPT TO:<b@rcpt.example>"),
  TLS_FRESH("after STARTTLS"),
  TLS("after STARTTLS and EHLO", "EHLO client.example"),
  TLS_OFF("the same where REQUIRETLS is turned off", "EHLO client.example"),
  SUBMISSIONS("after EHLO on submissions", "EHLO client.example"),
  LMTP_FRESH("after the greeting of LMTP"),
  LMTP("after LHLO", "LHLO client.example"),
  LMTP_TWO(
      "after two RCPT of LMTP",
      "LHLO client.example",
      "MAIL FROM:<a@sender.example>",
      "RCPT TO:<b@rcpt.example>",
      "RCPT TO:<c@rcpt.example>"),
  LMTP_TLS("after STARTTLS and LHLO", "LHLO client.example");

  private final String words;

  /** A list that is never changed. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> lines;

  ConformanceState(String words, String... lines) {
    this.words = words;
    this.lines = List.of(lines);
  }

  static ConformanceState of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  String words() {
    return words;
  }

  /** A session in this state. */
  WireClient reach(ServerHarness harness) throws IOException {
    WireClient client = connect(harness);
    for (String line : lines) {
      WireClient.Received reply = client.command(line);
      if (reply.code() >= 400) {
        throw new AssertionError(this + ": " + line + ": " + reply);
      }
    }
    return client;
  }

  private WireClient connect(ServerHarness harness) throws IOException {
    SSLContext trusting = ServerHarness.AUTHORITY.clientContext();
    return switch (this) {
      case TLS_FRESH, TLS -> secured(harness.greeted(), trusting);
      case TLS_OFF -> secured(WireClient.greeted(harness.withoutRequireTls()), trusting);
      case LMTP_TLS -> securedLmtp(harness, trusting);
      case SUBMISSIONS -> greeted(WireClient.connectTls(harness.submissions(), trusting));
      case LMTP_FRESH, LMTP, LMTP_TWO -> greeted(WireClient.connect(harness.lmtp()));
      case FRESH, EHLO, HELO, MAIL, UTF8, RCPT, DATA, BDAT, BINARY ->
          greeted(WireClient.connect(harness.relay()));
    };
  }

  private static WireClient securedLmtp(ServerHarness harness, SSLContext trusting)
      throws IOException {
    WireClient client = greeted(WireClient.connect(harness.lmtp()));
    client.command("LHLO client.example");
    return secured(client, trusting);
  }

  private static WireClient greeted(WireClient client) throws IOException {
    client.read();
    return client;
  }

  private static WireClient secured(WireClient client, SSLContext trusting) throws IOException {
    client.command("STARTTLS");
    client.handshake(trusting);
    return client;
  }
}
