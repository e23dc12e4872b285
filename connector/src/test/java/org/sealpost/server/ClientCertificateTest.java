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
import org.sealpost.testkit.TestAuthority;
import org.sealpost.testkit.TestAuthority.Issued;
import org.sealpost.testkit.WireClient;

/** EXTERNAL (RFC 4422 appendix A): certificates that clients bring, and others. */
class ClientCertificateTest {
  private static final String NAME = "alice.test.example";

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

  private WireClient with(SSLContext context) throws IOException {
    return WireClient.secured(harness.submission(), context);
  }

  private static SSLContext context(Issued own) {
    return ServerHarness.AUTHORITY.clientContext(own);
  }

  @Test
  @Tag("rfc4954-4.1")
  void letsTheOwnerOfACertificateIn() throws IOException {
    SSLContext context = context(issued(NAME));
    for (int i = 0; i < 2; i++) {
      // The second session is resumed from the first.
      try (WireClient client = with(context)) {
        assertThat(SaslWire.mechanisms(client)).contains("EXTERNAL");
        assertThat(client.command("AUTH EXTERNAL =").code()).isEqualTo(235);
      }
    }
    try (WireClient client = with(context)) {
      assertThat(client.command("AUTH EXTERNAL").text()).isEqualTo("334 ");
      assertThat(client.command("").code()).isEqualTo(235);
    }
  }

  @Test
  @Tag("rfc4422-A.1")
  void passesOnWhomTheClientWantsToActAs() throws IOException {
    try (WireClient client = with(context(issued(NAME)))) {
      assertThat(client.command("AUTH EXTERNAL " + base64("boss@test.example")).text())
          .startsWith("535 5.7.8 ");
      assertThat(client.command("AUTH EXTERNAL " + base64("a\0b")).text()).startsWith("501 5.5.4 ");
      assertThat(client.command("AUTH EXTERNAL " + base64(FakeAccounts.NAME)).code())
          .isEqualTo(235);
    }
  }

  @Test
  void refusesACertificateThatBelongsToNoAccount() throws IOException {
    try (WireClient client = with(context(issued("bob.example")))) {
      assertThat(client.command("AUTH EXTERNAL =").text()).startsWith("535 5.7.8 ");
    }
  }

  @Test
  void offersNothingToClientsWithoutACertificateThatCounts() throws IOException {
    SSLContext[] contexts = {
      ServerHarness.AUTHORITY.clientContext(),
      context(
          ServerHarness.CLIENT_AUTHORITY.issue(
              TestAuthority.Request.forNames(NAME).forClients().expired())),
      context(new TestAuthority("Client Root").issue(NAME)),
    };
    for (SSLContext context : contexts) {
      try (WireClient client = with(context)) {
        assertThat(SaslWire.mechanisms(client)).contains("PLAIN").doesNotContain("EXTERNAL");
        assertThat(client.command("AUTH EXTERNAL =").text()).startsWith("504 5.5.4 ");
      }
    }
    assertThat(harness.endpoint.accounts.seen()).isEmpty();
  }

  @Test
  void asksNobodyOnTheRelayListener() throws IOException {
    SSLContext context = context(issued(NAME));
    try (WireClient client = WireClient.secured(harness.relay(), context)) {
      assertThat(client.tlsSession().getLocalCertificates()).isNull();
    }
    try (WireClient client = with(context)) {
      assertThat(client.tlsSession().getLocalCertificates()).isNotEmpty();
    }
  }

  private static TestAuthority.Issued issued(String name) {
    return ServerHarness.CLIENT_AUTHORITY.issue(
        TestAuthority.Request.forNames(name).withCommonName(name).forClients());
  }
}
