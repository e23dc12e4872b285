package org.sealpost.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.inflow.Credential;
import org.sealpost.inflow.SmtpSession;

/** Programs that are not ours authenticate, where they are installed. */
class ForeignClientsTest {
  private static final String SMTPLIB =
      """
      import smtplib, ssl, sys
      port, root, name, password, mechanism = sys.argv[1:]
      tls = ssl.create_default_context(cafile=root)
      tls.check_hostname = False
      with smtplib.SMTP('127.0.0.1', int(port), 'client.example', 30) as client:
          client.starttls(context=tls)
          client.ehlo()
          client.user, client.password = name, password
          method = client.auth_login if mechanism == 'LOGIN' else client.auth_plain
          client.auth(mechanism, method)
          client.sendmail('a@b.example', ['c@d.example'], 'Subject: x\\r\\n\\r\\nx\\r\\n')
      """;

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

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "LOGIN"})
  void smtplibAuthenticates(String mechanism) throws Exception {
    String program = installed("python3");
    Path root = ServerHarness.AUTHORITY.writeRoot(directory.resolve("root.crt"));
    Path script = Files.writeString(directory.resolve("client.py"), SMTPLIB, UTF_8);
    String port = Integer.toString(harness.submission().getPort());
    run(
        0,
        program,
        script.toString(),
        port,
        root.toString(),
        FakeAccounts.ASCII_NAME,
        FakeAccounts.ASCII_PASSWORD,
        mechanism);
    run(
        1,
        program,
        script.toString(),
        port,
        root.toString(),
        FakeAccounts.ASCII_NAME,
        "wrong",
        mechanism);
    assertTaken(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "LOGIN"})
  void swaksAuthenticates(String mechanism) throws Exception {
    List<String> common = new ArrayList<>(List.of(installed("swaks"), "--server", "127.0.0.1"));
    common.addAll(List.of("--port", Integer.toString(harness.submission().getPort()), "--tls"));
    common.addAll(List.of("--auth", mechanism, "--auth-user", FakeAccounts.ASCII_NAME));
    common.addAll(List.of("--from", "a@b.example", "--to", "c@d.example", "--timeout", "30"));
    common.add("--auth-password");
    List<String> right = new ArrayList<>(common);
    right.add(FakeAccounts.ASCII_PASSWORD);
    run(0, right.toArray(String[]::new));
    List<String> wrong = new ArrayList<>(common);
    wrong.add("wrong");
    // swaks: 28, authentication failed.
    run(28, wrong.toArray(String[]::new));
    assertTaken(1);
  }

  @Test
  void curlAuthenticatesOverImplicitTls() throws Exception {
    Path root = ServerHarness.AUTHORITY.writeRoot(directory.resolve("root.crt"));
    Path mail = Files.writeString(directory.resolve("mail"), "Subject: x\r\n\r\nx\r\n", UTF_8);
    int port = harness.submissions().getPort();
    List<String> common = new ArrayList<>(List.of(installed("curl"), "--silent"));
    common.addAll(List.of("--connect-to", "mx.test.example:465:127.0.0.1:" + port));
    common.addAll(List.of("--cacert", root.toString(), "--upload-file", mail.toString()));
    common.addAll(List.of("--mail-from", "a@b.example", "--mail-rcpt", "c@d.example"));
    common.addAll(List.of("--max-time", "30", "--url", "smtps://mx.test.example:465", "--user"));
    List<String> right = new ArrayList<>(common);
    right.add(FakeAccounts.ASCII_NAME + ":" + FakeAccounts.ASCII_PASSWORD);
    run(0, right.toArray(String[]::new));
    List<String> wrong = new ArrayList<>(common);
    wrong.add(FakeAccounts.ASCII_NAME + ":wrong");
    // curl: 67, the login was refused.
    run(67, wrong.toArray(String[]::new));
    assertTaken(1);
  }

  private void assertTaken(int messages) {
    assertThat(harness.endpoint.taken())
        .hasSize(messages)
        .extracting(taken -> taken.transaction().session())
        .extracting(SmtpSession::identity)
        .containsOnly(FakeAccounts.IDENTITY);
    assertThat(harness.endpoint.accounts.seen())
        .contains(
            new Credential.Password(FakeAccounts.ASCII_NAME, FakeAccounts.ASCII_PASSWORD, null));
  }

  private static String installed(String program) {
    Optional<Path> found =
        List.of(System.getenv("PATH").split(":", -1)).stream()
            .map(place -> Path.of(place, program))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), program + " is not installed");
    return found.orElseThrow().toString();
  }

  private static void run(int exitStatus, String... command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(exitStatus);
  }
}
