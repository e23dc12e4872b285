package org.sealpost.tlsrpt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealpost.client.FakeMx;
import org.sealpost.client.FakeMx.Fault;
import org.sealpost.client.FakeMx.Received;
import org.sealpost.client.FakeMx.Script;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsReader;
import org.sealpost.delivery.LoopbackPeers;
import org.sealpost.dkim.DkimKey;
import org.sealpost.dkim.DkimSigner;
import org.sealpost.queue.QueueDatabase;
import org.sealpost.queue.QueueEnds;
import org.sealpost.queue.QueueSamples;
import org.sealpost.smtp.Mailbox;

/**
 * A report from what was counted to the host that wants it (T1, T3): planned, signed, queued, sent
 * over a real socket, and read there by programs that are not ours. However that host is about TLS,
 * the report gets through, and nothing about that session is told to anybody.
 */
@Tag("rfc8460-5.3")
final class ReportOnTheWireTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
  private static final String KEY_NAME = "sealpost._domainkey.mail.sender.example";
  private static final Settings SETTINGS =
      SettingsReader.read(
          Path.of("data").toAbsolutePath(),
          key -> Optional.ofNullable(key.equals("hostname") ? "mail.sender.example" : null),
          List.of());

  @TempDir Path directory;

  private final QueueDatabase database = new QueueDatabase();
  private final LoopbackPeers peers = new LoopbackPeers();

  @AfterEach
  void close() {
    peers.close();
    database.close();
  }

  /** How the host that wants the report is about TLS. */
  private enum Tls {
    GOOD,
    BROKEN,
    NONE;

    Script script() {
      return switch (this) {
        case GOOD -> new Script();
        case BROKEN -> new Script().fault(Fault.BROKEN_HANDSHAKE);
        case NONE -> new Script().fault(Fault.STARTTLS_NOT_OFFERED);
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Tls.class)
  void arrivesSignedAndRightWhateverTheTlsIsLike(Tls tls) throws Exception {
    FakeMx wanting = peers.add("reports.example", tls.script(), "PIPELINING", "8BITMIME");
    DkimSigner signer = new DkimSigner(DkimKey.in(directory, "sealpost"));
    peers.dns().text(KEY_NAME, signer.key().record());
    peers.dns().text("_smtp._tls.one.example", "v=TLSRPTv1;rua=mailto:tls@reports.example");
    count("one.example");

    Instant due = Instant.parse("2026-11-27T04:30:00Z");
    ReportMail mail = plan(signer, due);
    QueueSamples.queueReport(database, mail, due);
    new QueueEnds(database, SETTINGS).attempt(due, peers.nextHop(SETTINGS.hostName()));

    assertThat(wanting.received()).hasSize(1);
    Received received = wanting.received().get(0);
    assertThat(received.tls()).isEqualTo(tls == Tls.GOOD);
    assertThat(received.mail()).startsWith("MAIL FROM:<>");
    assertThat(received.recipients()).containsExactly("RCPT TO:<tls@reports.example>");
    String text = ("\r\n" + received.data()).replace("\r\n..", "\r\n.").substring(2);
    assertThat(text).contains("TLS-Required: No\r\n");
    Map<String, String> read =
        Foreign.read(
            directory, text.getBytes(StandardCharsets.ISO_8859_1), KEY_NAME, signer.key().record());
    assertThat(read).containsEntry("dkim", "True").containsEntry("schema", "right");
    assertThat(read.get("json"))
        .contains("\"policy-domain\": \"one.example\"")
        .contains("\"total-successful-session-count\": 1");
    // RFC 8460 §3: not in the next report.
    List<String> counted =
        database.inTransaction(em -> new SessionCountTable(em).domains(DAY.plusDays(1)));
    assertThat(counted).isEmpty();
  }

  private void count(String domain) {
    SessionCounts counts = new SessionCounts("here");
    AppliedPolicy none =
        new AppliedPolicy(PolicyType.NO_POLICY_FOUND, List.of(), domain, List.of());
    counts.add(
        DAY.atTime(12, 0).toInstant(ZoneOffset.UTC),
        List.of(new SessionResult(domain, none, List.of())));
    database.transact(em -> new SessionCountTable(em).insert(counts));
  }

  private ReportMail plan(DkimSigner signer, Instant due) {
    List<ReportMail> mails = new ArrayList<>();
    Reporter reporter = new Reporter("Sender", Mailbox.of("postmaster@mail.sender.example"));
    ReportPost nowhere =
        (uri, gzip) -> {
          throw new AssertionError("nobody asked for " + uri);
        };
    Instant[] now = {Instant.parse("2026-11-27T00:30:00Z")};
    ReportRound round =
        new ReportRound(
            new ReportRound.Rules(true, reporter, Duration.ofHours(1), Duration.ofDays(90)),
            new StoreInTests(database, mails),
            new ReportRound.Ways(peers.dns(), nowhere, signer),
            () -> now[0]);
    round.run();
    now[0] = due;
    round.run();
    assertThat(mails).hasSize(1);
    return mails.get(0);
  }
}
