package org.sealpost.whole.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.openqa.selenium.Cookie;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Request;
import org.sealpost.testkit.WireClient;
import org.sealpost.whole.RunningSealpost;
import org.sealpost.whole.Submitter;

/**
 * A running Sealpost with what its console is to show: a peer that is verified but does not know
 * REQUIRETLS, domains whose server is down, and clients that send mail in.
 */
final class ConsoleFixture implements AutoCloseable {
  /** Its server has good TLS but lacks REQUIRETLS. */
  static final String LACKING = "lacking.example";

  /** Its server is as that of {@link #LACKING}, but only there once it is started. */
  static final String LATE = "late.example";

  /** Domains whose server is never there. */
  static final List<String> DOWN =
      List.of("down.example", "many.example", "keys.example", "forged.example");

  private final TestAuthority peers = new TestAuthority();
  private final TestAuthority own = new TestAuthority("Own authority");
  private final RunningSealpost sealpost;
  private final FakeMx lacking = FakeMx.start(withoutRequireTls());
  private final int latePort;
  private final int brokerPort;

  /** Starts all of it but the late peer, and waits until it takes mail. */
  ConsoleFixture(Path directory) throws IOException, InterruptedException {
    sealpost = new RunningSealpost(directory.resolve("data"));
    List<Integer> closed = RunningSealpost.freePorts(3);
    latePort = closed.get(0);
    brokerPort = closed.get(2);
    var issued = own.issue("mx.test.example");
    Path roots = peers.writeRoot(directory.resolve("roots.pem"));
    sealpost
        .set("hostname", "mx.test.example")
        .set("local.domains", "localhost, hosted.example")
        .set("smtp.max-recipients", "1000")
        .set("jms.port", Integer.toString(brokerPort))
        .set("tls.trust-roots", roots.toString())
        .set(
            "tls.certificate",
            TestAuthority.writeChain(issued, directory.resolve("own.crt")).toString())
        .set("tls.key", TestAuthority.writeKey(issued, directory.resolve("own.key")).toString())
        .set("route." + LACKING, route(lacking.port(), "?tls=starttls&verify=pkix"))
        .set("route." + LATE, route(latePort, "?tls=starttls&verify=pkix"));
    DOWN.forEach(domain -> sealpost.set("route." + domain, route(closed.get(1), "")));
    sealpost.start().awaitReady();
  }

  private static String route(int port, String security) {
    return "smtp://127.0.0.1:" + port + security;
  }

  private Script withoutRequireTls() {
    return new Script()
        .tls(peers.issue(Request.forNames("peer.example").withAddress("127.0.0.1")))
        .keywordsAfterTls("PIPELINING", "8BITMIME");
  }

  URI console() {
    return sealpost.console();
  }

  /** The one-time password's file. */
  Path initialPassword() {
    return sealpost.data().resolve("initial-admin-password");
  }

  /** An application with that account. */
  Submitter application(String account, String password) {
    return new Submitter(brokerPort, account, password);
  }

  FakeMx lacking() {
    return lacking;
  }

  /** Starts the server of {@link #LATE}. */
  FakeMx startLatePeer() {
    return FakeMx.start(withoutRequireTls(), "127.0.0.1", latePort);
  }

  /** Sends with swaks over STARTTLS. */
  void swaks(String from, String to, String subject, String body)
      throws IOException, InterruptedException {
    Process swaks =
        new ProcessBuilder(
                List.of(
                    "swaks",
                    "--server",
                    "127.0.0.1:" + sealpost.relayPort(),
                    "--tls",
                    "--from",
                    from,
                    "--to",
                    to,
                    "--header",
                    "Subject: " + subject,
                    "--body",
                    body))
            .redirectErrorStream(true)
            .start();
    String said = new String(swaks.getInputStream().readAllBytes(), UTF_8);
    assertThat(swaks.waitFor()).as(said).isZero();
  }

  /**
   * Submits with swaks, which signs in.
   *
   * @return its exit status: 0 where the message was taken
   */
  int submit(String account, String password, String from, String to)
      throws IOException, InterruptedException {
    Process swaks =
        new ProcessBuilder(
                List.of(
                    "swaks",
                    "--server",
                    "127.0.0.1:" + sealpost.submissionPort(),
                    "--tls",
                    "--auth",
                    "PLAIN",
                    "--auth-user",
                    account,
                    "--auth-password",
                    password,
                    "--from",
                    from,
                    "--to",
                    to,
                    "--header",
                    "Subject: Submitted"))
            .redirectErrorStream(true)
            .start();
    swaks.getInputStream().readAllBytes();
    return swaks.waitFor();
  }

  /**
   * Sends one message over TLS.
   *
   * @param parameters after the reverse-path, for example {@code REQUIRETLS}
   */
  void send(String from, String parameters, List<String> recipients, String subject)
      throws IOException {
    InetSocketAddress relay =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), sealpost.relayPort());
    try (WireClient client = WireClient.secured(relay, own.clientContext())) {
      List<String> commands = new ArrayList<>();
      commands.add(("MAIL FROM:<" + from + "> " + parameters).strip());
      recipients.forEach(recipient -> commands.add("RCPT TO:<" + recipient + ">"));
      for (String command : commands) {
        assertThat(client.command(command).code()).as(command).isEqualTo(250);
      }
      assertThat(client.command("DATA").code()).isEqualTo(354);
      client.send("Subject: " + subject + "\r\nFrom: <" + from + ">\r\n\r\nText.\r\n");
      assertThat(client.command(".").code()).isEqualTo(250);
    }
  }

  /** {@code r000@domain}, {@code r001@domain}, … */
  static List<String> recipients(int count, String domain) {
    return IntStream.range(0, count)
        .mapToObj(number -> String.format("r%03d@%s", number, domain))
        .toList();
  }

  /** Asks without a browser; redirects are not followed. */
  HttpResponse<String> get(String path, Cookie session) throws IOException, InterruptedException {
    return ask(request(path, session).GET());
  }

  /** Asks REST with a token. */
  HttpResponse<String> getWithToken(String path, String token)
      throws IOException, InterruptedException {
    return ask(
        HttpRequest.newBuilder(console().resolve("/").resolve(path))
            .header("Authorization", "Bearer " + token)
            .GET());
  }

  /** Sends a form without a browser. */
  HttpResponse<String> post(String path, Cookie session, String form)
      throws IOException, InterruptedException {
    return ask(
        request(path, session)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  /** The whole reply of a host to the question for its MTA-STS policy, without any session. */
  String policyOf(String host) throws IOException {
    try (Socket socket = new Socket(console().getHost(), console().getPort())) {
      String question =
          "GET /.well-known/mta-sts.txt HTTP/1.1\r\nHost: "
              + host
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(question.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private HttpRequest.Builder request(String path, Cookie session) {
    return HttpRequest.newBuilder(console().resolve(path))
        .header("Cookie", session.getName() + "=" + session.getValue());
  }

  private static HttpResponse<String> ask(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    sealpost.close();
    lacking.close();
  }
}
