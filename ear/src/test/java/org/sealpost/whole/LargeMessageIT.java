package org.sealpost.whole;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.testkit.WireClient;

/**
 * Messages of 100 MiB through a process with a heap of 512 MiB, and messages that are too large.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LargeMessageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int MIB = 1024 * 1024;
  private static final int LARGE = 100 * MIB;
  private static final int LIMIT = 101 * MIB;

  private final Sink peer = new Sink().start();
  private RunningSealpost sealpost;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    sealpost =
        new RunningSealpost(temporary.resolve("data"))
            .set("route.peer.example", "smtp://127.0.0.1:" + peer.port())
            .set("smtp.max-message-octets", Integer.toString(LIMIT));
    sealpost.start().awaitReady();
  }

  @AfterAll
  void end() {
    sealpost.close();
    peer.close();
  }

  @Test
  void twoOfThemAtOnceArriveWhole(TestReporter reporter) throws Exception {
    List<CompletableFuture<String>> digests =
        List.of(
            CompletableFuture.supplyAsync(() -> sent("one")),
            CompletableFuture.supplyAsync(() -> sent("two")));
    CompletableFuture.allOf(digests.toArray(CompletableFuture[]::new)).join();
    Eventually.within(
        PATIENCE,
        () -> "arrived: " + peer.messageIds() + "\n" + tail(),
        () -> peer.messageIds().size() == 2);
    for (String id : List.of("one", "two")) {
      Sink.Taken message = peer.message(id);
      assertThat(message.bodyOctets()).isEqualTo(LARGE);
      assertThat(message.bodyDigest()).isEqualTo(digests.get(id.equals("one") ? 0 : 1).join());
    }
    reporter.publishEntry("peak resident memory with two of 100 MiB: " + peakMemory());
    assertThat(sealpost.isAlive()).isTrue();
  }

  @Test
  @Tag("rfc1870-6.1")
  void declaredSizeOverTheLimitIsRefusedAtMail() throws Exception {
    try (WireClient client = WireClient.connect(sealpost.relay())) {
      client.read();
      assertThat(client.command("EHLO client.example").lines()).contains("SIZE " + LIMIT);
      assertThat(client.command("MAIL FROM:<a@sender.example> SIZE=" + (LIMIT + 1)).text())
          .startsWith("552 5.3.4");
      assertThat(client.command("MAIL FROM:<a@sender.example> SIZE=" + LIMIT).code())
          .isEqualTo(250);
    }
  }

  @Test
  @Tag("rfc1870-6.3")
  void undeclaredSizeOverTheLimitIsRefusedAtTheEndAndTheSessionGoesOn() throws Exception {
    try (WireClient client = WireClient.greeted(sealpost.relay()).patience(PATIENCE)) {
      begin(client, "over");
      body(client, "over", LIMIT);
      assertThat(client.command(".").text()).startsWith("552 5.3.4");
      assertThat(client.command("RSET").code()).isEqualTo(250);
    }
  }

  private String sent(String id) {
    try (WireClient client = WireClient.greeted(sealpost.relay()).patience(PATIENCE)) {
      begin(client, id);
      String digest = body(client, id, LARGE);
      assertThat(client.command(".").code()).isEqualTo(250);
      return digest;
    } catch (IOException broken) {
      throw new CompletionException(broken);
    }
  }

  private static void begin(WireClient client, String id) throws IOException {
    assertThat(client.command("MAIL FROM:<a@sender.example>").code()).isEqualTo(250);
    assertThat(client.command("RCPT TO:<b@peer.example>").code()).isEqualTo(250);
    assertThat(client.command("DATA").code()).isEqualTo(354);
    client.sendLines("From: a@sender.example", "Message-ID: <" + id + ">", "");
  }

  /** Numbered lines, so that a lost or doubled piece changes the digest; 64 octets each. */
  private static String body(WireClient client, String id, int octets) throws IOException {
    MessageDigest digest = MailDataDigest.sha256();
    StringBuilder block = new StringBuilder(MIB);
    for (int line = 0; line < octets / 64; line++) {
      String number = id + " " + line + " ";
      block.append(number).append("-".repeat(62 - number.length())).append("\r\n");
      if (block.length() == MIB) {
        byte[] piece = block.toString().getBytes(US_ASCII);
        digest.update(piece);
        client.send(piece);
        block.setLength(0);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private String peakMemory() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + sealpost.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .findFirst()
        .orElse("unknown");
  }

  private String tail() {
    try {
      String log = sealpost.log();
      return log.substring(Math.max(0, log.length() - 4000));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
