package org.sealpost.whole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.opentelemetry.proto.trace.v1.Span;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Mail between programs that are not ours: swaks sends, Sealpost relays, Postfix delivers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MailFlowIT {
  private static final String SENDER = "anna@sender.example";
  private static final String RECIPIENT = "b@peer.example";

  private static final Pattern TRACE =
      Pattern.compile(
          "((Return-Path|X-Original-To|Delivered-To|Received): [^\\n]*\\n([ \\t][^\\n]*\\n)*)+");

  private Path temporary = Path.of("");
  private PrivatePostfix postfix;
  private RunningSealpost sealpost;
  private TraceCollector traces;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    temporary = directory;
    assumeTrue(PrivatePostfix.isInstalled() && Swaks.isInstalled(), "needs postfix and swaks");
    assumeTrue("root".equals(System.getProperty("user.name")), "Postfix needs root");
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    postfix = new PrivatePostfix(temporary.resolve("postfix")).start();
    traces = new TraceCollector();
    sealpost =
        new RunningSealpost(temporary.resolve("data"))
            .set("telemetry.endpoint", traces.endpoint().toString())
            .set("route.peer.example", "smtp://127.0.0.1:" + postfix.port())
            .set("relay.networks", "127.0.0.1")
            .set("queue.retry-schedule", "PT0.2S");
    sealpost.start().awaitReady();
  }

  @AfterAll
  void end() throws Exception {
    if (sealpost != null) {
      sealpost.close();
    }
    if (postfix != null) {
      postfix.close();
    }
    if (traces != null) {
      traces.close();
    }
  }

  @Test
  void messageArrivesOctetForOctetBehindTheTraceFields() throws Exception {
    String id = UUID.randomUUID().toString();
    String message =
        header(id)
            + "X-Folded: one\r\n\ttwo \r\n  three\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
            + "Content-Transfer-Encoding: 8bit\r\n\r\n"
            + ".\r\n..\r\n.dot\r\n...three\r\n"
            + "trailing spaces   \r\ntrailing tab\t\r\n \r\n\r\n\r\n"
            + "Gr\u00c3\u00bc\u00c3\u009fe \u00ff\u00fe\r\n"
            + "x".repeat(998)
            + "\r\n"
            + ".".repeat(998)
            + "\r\nFrom here\r\nlast\r\n\r\n";
    // Swaks takes a dot at the end for the end of the mail data, and adds one where there is none.
    byte[] data = (message + ".\r\n").getBytes(ISO_8859_1);
    Path file = Files.write(temporary.resolve("message"), data);

    Swaks.Run sent = send(sealpost.relayPort(), "--tls", "--data", "@" + file);

    assertThat(sent.exitStatus()).as(sent.dialogue()).isZero();
    assertThat(sent.dialogue()).contains("=== TLS started");
    String arrived = postfix.message(id);
    String expected = message.replace("\r\n", "\n");
    assertThat(arrived).endsWith(expected);
    String added = arrived.substring(0, arrived.length() - expected.length());
    assertThat(added).matches(TRACE);
  }

  @Test
  void tlsIsUsedTowardsPostfixAndToldInItsTraceFieldAndOurLog() throws Exception {
    String id = UUID.randomUUID().toString();
    send(sealpost.relayPort(), "--data", text(id));
    String arrived = postfix.message(id);
    assertThat(arrived).containsPattern("by mx.peer.example \\(Postfix\\) with ESMTPS id");
    assertThat(arrived).contains("(using TLSv1.3 with cipher ");
    String queueId = matched(arrived, "Received: from [^;]* with ESMTP id (\\S+)\n\tfor <b@peer");
    // Postfix may be quicker than the line about it.
    Eventually.within(
        Duration.ofSeconds(20),
        () -> "no MTA-3001 of " + queueId + " with TLS",
        () ->
            sealpost
                .log()
                .lines()
                .anyMatch(
                    line ->
                        line.contains("MTA-3001")
                            && line.contains("queueId=" + queueId + " ")
                            && line.contains("tls=\"TLSv1.3 ")));
  }

  @Test
  void figuresSayWhatTheServerDid() throws Exception {
    send(sealpost.submissionsPort(), "--tls-on-connect", "--data", text("figures"));
    HttpRequest request = HttpRequest.newBuilder(sealpost.console().resolve("/metrics")).build();
    String figures =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    assertThat(figures)
        .containsPattern(
            "sealpost_smtp_connections_total\\{[^}]*listener=\"submissions\"[^}]*result=\"admitted\"[^}]*} [1-9]")
        .containsPattern("sealpost_smtp_sessions\\{[^}]*listener=\"submissions\"[^}]*} 0")
        .containsPattern(
            "sealpost_smtp_command_seconds_count\\{[^}]*code=\"250\"[^}]*listener=\"submissions\"[^}]*status=\"2.0.0\"[^}]*verb=\"DATA\"[^}]*} [1-9]");
  }

  @Test
  void collectorGetsOneTraceOfTheMessageAndItsAttempt() throws Exception {
    String id = UUID.randomUUID().toString();
    Swaks.Run sent = send(sealpost.relayPort(), "--data", text(id));
    String queueId = matched(sent.dialogue(), "Queued as (\\w+)");
    // The server sends its spans every five seconds.
    Span queued = awaitSpan("message queued", queueId);
    Span attempt = awaitSpan("delivery attempt", queueId);

    assertThat(queued.getParentSpanId().isEmpty()).isTrue();
    assertThat(attempt.getTraceId()).isEqualTo(queued.getTraceId());
    assertThat(attempt.getParentSpanId()).isEqualTo(queued.getSpanId());
    assertThat(TraceCollector.attribute(attempt, "sealpost.next_hop_domain"))
        .isEqualTo("peer.example");
    assertThat(attempt.getEvents(0).toString()).contains("TLSv1.3").doesNotContain(RECIPIENT);
  }

  private Span awaitSpan(String name, String queueId) throws Exception {
    Callable<List<Span>> found =
        () ->
            traces.named(name).stream()
                .filter(span -> TraceCollector.attribute(span, "sealpost.queue_id").equals(queueId))
                .toList();
    Eventually.within(
        Duration.ofSeconds(30),
        () -> name + " of " + queueId + " among " + traces,
        () -> found.call().size() == 1);
    return found.call().get(0);
  }

  @Test
  void submissionTakesMailOverStartTls() throws Exception {
    String id = UUID.randomUUID().toString();
    Swaks.Run sent = send(sealpost.submissionPort(), "--tls", "--data", text(id));
    assertThat(sent.exitStatus()).as(sent.dialogue()).isZero();
    assertThat(postfix.message(id)).containsPattern("with ESMTPS id \\S+\n\t\\(TLSv1.3 ");
  }

  @Test
  void submissionsTakesMailWithTlsFromTheFirstOctet() throws Exception {
    String id = UUID.randomUUID().toString();
    Swaks.Run sent = send(sealpost.submissionsPort(), "--tls-on-connect", "--data", text(id));
    assertThat(sent.exitStatus()).as(sent.dialogue()).isZero();
    assertThat(postfix.message(id)).containsPattern("with ESMTPS id \\S+\n\t\\(TLSv1.3 ");
  }

  @Test
  void clientThatOnlyKnowsHeloIsServed() throws Exception {
    String id = UUID.randomUUID().toString();
    Swaks.Run sent = send(sealpost.relayPort(), "--protocol", "SMTP", "--data", text(id));
    assertThat(sent.exitStatus()).as(sent.dialogue()).isZero();
    assertThat(sent.dialogue()).contains(" -> HELO ").doesNotContain(" -> EHLO ");
    assertThat(postfix.message(id)).containsPattern("with SMTP id \\S+\n\tfor <b@peer.example>");
  }

  @Test
  void strangerCannotRelay() throws Exception {
    String id = UUID.randomUUID().toString();
    Swaks.Run refused =
        send(
            sealpost.relayPort(),
            "--local-interface",
            "127.0.0.2",
            "--helo",
            "stranger.example",
            "--from",
            "somebody@localhost",
            "--data",
            text(id));
    assertThat(refused.exitStatus()).as(refused.dialogue()).isNotZero();
    assertThat(refused.dialogue()).contains("<** 550 5.7.1 ");
    // What a client from inside the networks sent after it is there; that of the stranger is not.
    String later = UUID.randomUUID().toString();
    assertThat(send(sealpost.relayPort(), "--data", text(later)).exitStatus()).isZero();
    postfix.message(later);
    assertThat(sealpost.log()).doesNotContainPattern("MTA-2501.*client=127.0.0.2");
    assertThat(postfix.messages()).noneMatch(message -> message.contains(id));
  }

  private static Swaks.Run send(int port, String... arguments) throws Exception {
    String[] all = new String[arguments.length + 4];
    System.arraycopy(new String[] {"--from", SENDER, "--to", RECIPIENT}, 0, all, 0, 4);
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return Swaks.run(port, all);
  }

  private static String header(String id) {
    return "From: %s\r\nTo: %s\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\nMessage-ID: <%s@x.example>\r\n"
        .formatted(SENDER, RECIPIENT, id);
  }

  // Swaks makes line ends of \n as it is written here.
  private static String text(String id) {
    return (header(id) + "Subject: test\r\n\r\nHello.\r\n").replace("\r\n", "\\n");
  }

  private static String matched(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError(pattern + " is not in " + text));
  }
}
