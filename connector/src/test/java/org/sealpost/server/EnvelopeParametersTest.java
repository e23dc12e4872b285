package org.sealpost.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.MailTransaction;
import org.sealpost.smtp.BodyType;
import org.sealpost.smtp.DsnEnvelope;
import org.sealpost.smtp.DsnReturn;
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.FutureRelease;
import org.sealpost.smtp.MailParameters;
import org.sealpost.smtp.MtPriority;
import org.sealpost.smtp.NotifyOn;
import org.sealpost.smtp.OriginalRecipient;
import org.sealpost.smtp.RecipientParameters;
import org.sealpost.smtp.Xtext;
import org.sealpost.testkit.WireClient;

/** What of the parameters reaches the endpoint; the replies are in the conformance table. */
class EnvelopeParametersTest {
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

  private MailTransaction transaction(WireClient client, String mail, String... recipients)
      throws IOException {
    assertThat(client.command("MAIL FROM:<a@b.example>" + mail).code()).isEqualTo(250);
    for (String recipient : recipients) {
      assertThat(client.command("RCPT TO:" + recipient).code()).isEqualTo(250);
    }
    client.command("DATA");
    assertThat(client.command(".").code()).isEqualTo(250);
    return harness.endpoint.only().transaction();
  }

  @Test
  @Tag("rfc8689-4.1")
  void keepsAllParametersBesideRequireTls() throws IOException {
    try (WireClient client = harness.secured()) {
      MailParameters parameters =
          transaction(
                  client,
                  " ENVID=QQ+2B1 requiretls SIZE=7 RET=full SMTPUTF8 AUTH=e+3Dmc2@b.example"
                      + " BODY=8BITMIME",
                  "<c@d.example>")
              .parameters();
      assertThat(parameters)
          .isEqualTo(
              new MailParameters(
                  true,
                  true,
                  BodyType.EIGHT_BIT_MIME,
                  7,
                  new DsnEnvelope(DsnReturn.FULL, new Xtext("QQ+2B1")),
                  "e=mc2@b.example",
                  null));
      assertThat(new Xtext("QQ+2B1").decoded()).isEqualTo("QQ+1");
    }
  }

  @Test
  @Tag("rfc8689-4.1")
  void forgetsRequireTlsWithItsTransaction() throws IOException {
    try (WireClient client = harness.secured()) {
      client.command("MAIL FROM:<a@b.example> REQUIRETLS RET=FULL");
      client.command("RSET");
      assertThat(transaction(client, "", "<c@d.example>").parameters())
          .isEqualTo(MailParameters.NONE);
    }
  }

  @Test
  @Tag("rfc3461-4.1")
  void keepsWhatWasAskedForEachRecipient() throws IOException {
    try (WireClient client = harness.greeted()) {
      MailTransaction taken =
          transaction(
              client,
              "",
              "<never@d.example> NOTIFY=never",
              "<both@d.example> ORCPT=rfc822;Bo+2Bth@D.example NOTIFY=DELAY,SUCCESS",
              "<plain@d.example>");
      assertThat(taken.recipients())
          .extracting(EnvelopeRecipient::parameters)
          .containsExactly(
              new RecipientParameters(Set.of(), null),
              new RecipientParameters(
                  Set.of(NotifyOn.SUCCESS, NotifyOn.DELAY),
                  new OriginalRecipient("rfc822", "Bo+2Bth@D.example")),
              RecipientParameters.NONE);
    }
  }

  @Test
  @Tag("rfc4865-4.2")
  void countsAHoldFromNow() throws IOException {
    try (WireClient client =
        WireClient.connectTls(harness.submissions(), ServerHarness.AUTHORITY.clientContext())) {
      client.read();
      client.command("EHLO client.example");
      Instant before = Instant.now();
      FutureRelease release =
          Objects.requireNonNull(
              transaction(client, " HOLDFOR=3600", "<c@d.example>").parameters().release());
      assertThat(release.request()).isEqualTo("for;3600");
      assertThat(Duration.between(before, release.at()))
          .isBetween(Duration.ofHours(1), Duration.ofHours(1).plusSeconds(60));
    }
  }

  @Test
  @Tag("rfc6710-4.1")
  void keepsThePriority() throws IOException {
    try (WireClient client =
        WireClient.connectTls(harness.submissions(), ServerHarness.AUTHORITY.clientContext())) {
      client.read();
      client.command("EHLO client.example");
      assertThat(transaction(client, " MT-PRIORITY=-4", "<c@d.example>").parameters().priority())
          .isEqualTo(new MtPriority(-4));
    }
  }

  @Test
  @Tag("rfc2033-4")
  void saysThatItCameByLmtp() throws IOException {
    try (WireClient client = WireClient.connect(harness.lmtp())) {
      assertThat(client.read().text()).isEqualTo("220 mx.test.example LMTP Sealpost");
      client.command("LHLO client.example");
      MailTransaction taken = transaction(client, "", "<c@d.example>");
      assertThat(taken.session().listener()).isEqualTo(ListenerKind.LMTP);
      assertThat(taken.session().extended()).isTrue();
    }
  }
}
