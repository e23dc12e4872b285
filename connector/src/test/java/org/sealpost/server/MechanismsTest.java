package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.server.SaslWire.base64;

import com.ongres.scram.common.util.TlsServerEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.inflow.Credential;
import org.sealpost.sasl.ChannelBindings;
import org.sealpost.sasl.TlsChannelBindings;
import org.sealpost.testkit.WireClient;

/** Every mechanism, right and wrong, over a real TLS session. */
class MechanismsTest {
  private static final SSLContext TRUSTING = ServerHarness.AUTHORITY.clientContext();
  private static final String REFUSED = "535 5.7.8 Authentication credentials invalid";

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

  private static void unexpected(Throwable cause) {
    throw new AssertionError(cause);
  }

  private WireClient secured() throws IOException {
    return WireClient.secured(harness.submission(), TRUSTING);
  }

  @Test
  @Tag("rfc4954-4.1")
  void plainWithAndWithoutInitialResponse() throws IOException {
    String response = base64("\0" + FakeAccounts.NAME + "\0" + FakeAccounts.PASSWORD);
    try (WireClient client = secured()) {
      assertThat(client.command("AUTH PLAIN " + base64("\0nobody\0x")).text()).startsWith(REFUSED);
      assertThat(client.command("AUTH PLAIN " + response).code()).isEqualTo(235);
    }
    try (WireClient client = secured()) {
      assertThat(client.command("AUTH PLAIN").text()).isEqualTo("334 ");
      assertThat(client.command(response).code()).isEqualTo(235);
    }
    assertThat(harness.endpoint.accounts.seen())
        .contains(new Credential.Password(FakeAccounts.NAME, FakeAccounts.PREPARED_PASSWORD, null));
  }

  @Test
  void loginWithAndWithoutInitialResponse() throws IOException {
    for (String initial : new String[] {"", " " + base64(FakeAccounts.NAME)}) {
      try (WireClient client = secured()) {
        if (initial.isEmpty()) {
          assertThat(client.command("AUTH LOGIN").text()).isEqualTo("334 VXNlcm5hbWU6");
          client.send(base64(FakeAccounts.NAME) + "\r\n");
        } else {
          client.send("AUTH LOGIN" + initial + "\r\n");
        }
        assertThat(client.read().text()).isEqualTo("334 UGFzc3dvcmQ6");
        assertThat(client.command(base64("wrong")).text()).startsWith(REFUSED);
        client.command("AUTH LOGIN " + base64(FakeAccounts.NAME));
        assertThat(client.command(base64(FakeAccounts.PASSWORD)).code()).isEqualTo(235);
      }
    }
  }

  @Test
  @Tag("rfc5802-5")
  void scramProvesBothSidesToEachOther() throws Exception {
    try (WireClient client = secured()) {
      assertThat(scram(client, FakeAccounts.NAME, "wrong", null)).startsWith(REFUSED);
      assertThat(scram(client, "nobody@test.example", "wrong", null)).startsWith(REFUSED);
      assertThat(scram(client, FakeAccounts.NAME, FakeAccounts.PASSWORD, null))
          .startsWith("235 2.7.0 ");
    }
    assertThat(harness.endpoint.accounts.seen())
        .containsExactly(new Credential.ScramProven(FakeAccounts.NAME, null));
  }

  @Test
  @Tag("rfc4954-4")
  void scramStartsWithoutInitialResponseToo() throws IOException {
    try (WireClient client = secured()) {
      assertThat(client.command("AUTH SCRAM-SHA-256").text()).isEqualTo("334 ");
      String first = client.command(base64("n,,n=" + FakeAccounts.NAME + ",r=abc")).text();
      assertThat(SaslWire.text(first.substring(4))).startsWith("r=abc").endsWith(",i=4096");
      assertThat(client.command("*").text()).startsWith("501 5.7.0 ");
    }
  }

  @Test
  @Tag("rfc5802-5.1")
  void scramGivesAnUnknownUserTheSameSaltEachTime() throws IOException {
    try (WireClient client = secured()) {
      String[] salts = new String[2];
      for (int i = 0; i < 2; i++) {
        String reply = client.command("AUTH SCRAM-SHA-256 " + base64("n,,n=nobody,r=abc")).text();
        salts[i] = SaslWire.text(reply.substring(4)).replaceAll("^r=[^,]*", "");
        client.command("*");
      }
      assertThat(salts[0]).startsWith(",s=").isEqualTo(salts[1]);
    }
  }

  @Test
  @Tag("rfc5929-4")
  void scramBindsToTheCertificate() throws Exception {
    for (int i = 0; i < 2; i++) {
      // The second session is resumed from the first.
      try (WireClient client = secured()) {
        X509Certificate certificate =
            (X509Certificate) client.tlsSession().getPeerCertificates()[0];
        byte[] data = TlsServerEndpoint.getChannelBindingData(certificate);
        SaslWire.Binding right = new SaslWire.Binding(ChannelBindings.TLS_SERVER_END_POINT, data);
        SaslWire.Binding wrong =
            new SaslWire.Binding(ChannelBindings.TLS_SERVER_END_POINT, new byte[32]);
        SaslWire.Binding foreign = new SaslWire.Binding("tls-unique", data);
        assertThat(scram(client, FakeAccounts.NAME, FakeAccounts.PASSWORD, wrong))
            .startsWith(REFUSED);
        assertThat(scram(client, FakeAccounts.NAME, FakeAccounts.PASSWORD, foreign))
            .startsWith(REFUSED);
        assertThat(scram(client, FakeAccounts.NAME, FakeAccounts.PASSWORD, right))
            .startsWith("235 2.7.0 ");
      }
    }
  }

  @Test
  @Tag("rfc9266-2")
  @EnabledForJreRange(minVersion = 25)
  void scramBindsToTheConnectionWhereJavaCan() throws Exception {
    try (WireClient client = secured()) {
      assertThat(SaslWire.mechanisms(client)).contains("SCRAM-SHA-256-PLUS");
      byte[] data =
          TlsChannelBindings.ofClient(client.tlsSession(), MechanismsTest::unexpected)
              .find(ChannelBindings.TLS_EXPORTER)
              .orElseThrow();
      SaslWire.Binding right = new SaslWire.Binding(ChannelBindings.TLS_EXPORTER, data);
      assertThat(scram(client, FakeAccounts.NAME, FakeAccounts.PASSWORD, right))
          .startsWith("235 2.7.0 ");
    }
    try (WireClient client = secured()) {
      SaslWire.Binding wrong = new SaslWire.Binding(ChannelBindings.TLS_EXPORTER, new byte[32]);
      assertThat(scram(client, FakeAccounts.NAME, FakeAccounts.PASSWORD, wrong))
          .startsWith(REFUSED);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  @Tag("rfc7628-3.2.3")
  void oauthBearerTellsItsErrorBeforeItFails() throws IOException {
    String right = "n,a=" + FakeAccounts.NAME + ",\1auth=Bearer " + FakeAccounts.TOKEN + "\1\1";
    try (WireClient client = secured()) {
      String error =
          client.command("AUTH OAUTHBEARER " + base64("n,,\1auth=Bearer stolen\1\1")).text();
      assertThat(SaslWire.text(error.substring(4))).isEqualTo("{\"status\":\"invalid_token\"}");
      assertThat(client.command(base64("\1")).text()).startsWith(REFUSED);
      assertThat(client.command("AUTH OAUTHBEARER " + base64(right)).code()).isEqualTo(235);
    }
  }

  private static String scram(
      WireClient client, String name, String password, SaslWire.@Nullable Binding binding)
      throws Exception {
    return SaslWire.scram(client, name, password, Optional.ofNullable(binding));
  }
}
