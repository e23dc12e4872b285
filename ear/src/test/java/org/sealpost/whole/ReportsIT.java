package org.sealpost.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Received;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.testkit.WireClient;

/** What is told to senders, and what other servers tell of us: through the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReportsIT {
  private static final String REPORT =
      """
      {"organization-name": "Reporter", "contact-info": "tls@reporter.example",
       "report-id": "one",
       "date-range": {"start-datetime": "2026-11-26T00:00:00Z",
                      "end-datetime": "2026-11-26T23:59:59Z"},
       "policies": [
         {"policy": {"policy-type": "no-policy-found", "policy-domain": "hosted.example"},
          "summary": {"total-successful-session-count": 10, "total-failure-session-count": 0}}]}
      """;

  private final Script far = new Script();
  private FakeMx next;
  private FakeMx back;
  private RunningSealpost sealpost;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    next = FakeMx.start(far.keywords("8BITMIME", "ENHANCEDSTATUSCODES"));
    back = FakeMx.start(new Script().keywords("PIPELINING")); // seven bits
    sealpost =
        new RunningSealpost(directory.resolve("data"))
            .set("local.domains", "hosted.example")
            .set("relay.networks", "127.0.0.1")
            .set("tlsrpt.https-intake", "true")
            .set("route.far.example", "smtp://127.0.0.1:" + next.port())
            .set("route.back.example", "smtp://127.0.0.1:" + back.port());
    sealpost.start().awaitReady();
  }

  @AfterAll
  void end() {
    if (sealpost != null) {
      sealpost.close();
    }
    next.close();
    back.close();
  }

  @Test
  void aFailureComesBackWholeThroughAHostOfSevenBits() throws Exception {
    far.answer("RCPT", "550 5.1.1 unknown");
    String told = sent("gone", "RET=FULL ENVID=whole", "NOTIFY=FAILURE", "550 5.1.1 unknown");
    assertThat(told)
        .contains("Original-Envelope-Id: whole", "Content-Type: message/rfc822", "gr=C3=BC=C3=9F");
  }

  @Test
  void whatIsPassedOnIsToldWhereTheNextHopWillNot() throws Exception {
    assertThat(sent("taken", "RET=HDRS", "NOTIFY=SUCCESS", "Action: relayed"))
        .contains("text/rfc822-headers")
        .doesNotContain("gr=C3=BC");
  }

  @Test
  void nobodyIsToldWhoDoesNotWantThat() throws Exception {
    far.answer("RCPT", "550 5.1.1 unknown");
    send("quiet", "RET=FULL", "NOTIFY=NEVER");
    await("ended", () -> sealpost.log().contains("recipient=quiet@far.example state=FAILED"));
    assertThat(back.received()).noneMatch(each -> each.data().contains("quiet@far.example"));
  }

  private String sent(String localPart, String mail, String rcpt, String mark) throws Exception {
    send(localPart, mail, rcpt);
    String path = "Final-Recipient: rfc822; " + localPart + "@far.example";
    await(path, () -> back.received().stream().anyMatch(each -> each.data().contains(path)));
    Received told =
        back.received().stream().filter(each -> each.data().contains(path)).findFirst().get();
    assertThat(told.mail()).isEqualTo("MAIL FROM:<>");
    assertThat(told.data()).contains(mark).matches("\\p{ASCII}*");
    return told.data();
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    Eventually.within(Duration.ofMinutes(1), () -> what, condition);
  }

  private void send(String localPart, String mail, String rcpt) throws IOException {
    InetSocketAddress relay =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), sealpost.relayPort());
    try (WireClient client = WireClient.greeted(relay)) {
      assertThat(client.command("MAIL FROM:<s@back.example> BODY=8BITMIME " + mail).code())
          .isEqualTo(250);
      assertThat(client.command("RCPT TO:<" + localPart + "@far.example> " + rcpt).code())
          .isEqualTo(250);
      assertThat(client.command("DATA").code()).isEqualTo(354);
      client.send(
          ("DKIM-Signature: v=1; d=back.example; b=eA==\r\nSubject: s\r\nMIME-Version: 1.0\r\n"
                  + "Content-Type: text/plain; charset=utf-8\r\n\r\ngr\u00fc\u00df\r\n")
              .getBytes(UTF_8));
      assertThat(client.command(".").code()).isEqualTo(250);
    }
  }

  @Test
  void aReportIsTakenOverHttpsAndOnlyOnce() throws Exception {
    assertThat(post("application/tlsrpt+json", REPORT).statusCode()).isEqualTo(200);
    assertThat(sealpost.log()).contains("MTA-3809", "result=STORED");
    HttpResponse<String> again = post("application/tlsrpt+json; charset=utf-8", REPORT);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEmpty();
    assertThat(sealpost.log()).contains("result=DOUBLE");
    assertThat(post("application/json", REPORT).statusCode()).isEqualTo(415);
    assertThat(post("application/tlsrpt+gzip", "no report").statusCode()).isEqualTo(400);
    assertThat(post("application/tlsrpt+json", REPORT.replace("hosted.", "other.")).statusCode())
        .isEqualTo(400);
    assertThat(post("application/tlsrpt+json", "x".repeat(1_048_577)).statusCode()).isEqualTo(413);
    assertThat(ask(HttpRequest.newBuilder().GET()).statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> post(String type, String body) throws Exception {
    return ask(
        HttpRequest.newBuilder().header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> ask(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            request.uri(sealpost.console().resolve("/.well-known/tlsrpt")).build(),
            BodyHandlers.ofString());
  }
}
