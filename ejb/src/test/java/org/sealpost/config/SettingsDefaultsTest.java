package org.sealpost.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sealpost.smtp.Domain;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.Network;
import org.sealpost.smtp.SaslMechanism;

final class SettingsDefaultsTest {
  private static final Path DATA = Path.of("/data");

  private final Settings settings =
      SettingsReader.read(DATA, key -> Optional.empty(), List.<String>of());

  @Test
  void consoleListensOnLoopback() {
    assertThat(settings.data()).isEqualTo(DATA);
    assertThat(settings.http()).isEqualTo(new HttpSettings("127.0.0.1", 8080));
  }

  @Test
  void nobodyIsToldOfEventsWithoutABroker() {
    Map<String, String> written = Map.of("jms.events", "true", "jms.enabled", "false");
    Settings without =
        SettingsReader.read(DATA, key -> Optional.ofNullable(written.get(key)), List.of());
    assertThat(without.jms().events()).isFalse();
  }

  @Test
  void threeListenersOnLoopbackAnnounceRequireTlsAndLmtpIsOff() {
    assertThat(settings.smtp())
        .isEqualTo(
            new SmtpSettings(
                new SmtpSettings.Listener(true, "127.0.0.1", 2525, true, false),
                new SmtpSettings.Listener(true, "127.0.0.1", 2587, true, true),
                new SmtpSettings.Listener(true, "127.0.0.1", 2465, true, true),
                new SmtpSettings.Listener(false, "127.0.0.1", 2424, true, false),
                new SmtpSettings.Authentication(
                    List.of(
                        SaslMechanism.SCRAM_SHA_256_PLUS,
                        SaslMechanism.SCRAM_SHA_256,
                        SaslMechanism.EXTERNAL,
                        SaslMechanism.PLAIN,
                        SaslMechanism.LOGIN),
                    null,
                    10,
                    Duration.ofSeconds(1)),
                104_857_600L,
                100,
                Duration.ofDays(30),
                16,
                null,
                null));
  }

  @Test
  void onlyLocalhostIsLocalAndOnlyLoopbackMayRelay() {
    assertThat(settings.mail().localDomains()).containsExactly(Domain.of("localhost"));
    assertThat(settings.mail().relayNetworks())
        .extracting(Network::toString)
        .containsExactly("127.0.0.0/8", "0:0:0:0:0:0:0:1/128");
  }

  @Test
  void accountsHaveNothingButPasswordsAndFingerprints() {
    assertThat(settings.accounts()).isEqualTo(new AccountSettings(15_000, null));
    assertThat(settings.mail().postmaster()).isNull();
    assertThat(settings.mail().unknownRecipients()).isEqualTo(UnknownRecipients.REFUSE_AT_RCPT);
  }

  @Test
  void mailLeavesByMxLookup() {
    assertThat(settings.delivery())
        .isEqualTo(
            new DeliverySettings(
                Map.of(),
                null,
                new DnsSettings(List.of(), DnsSettings.Validation.BUILTIN, null, List.of()),
                25,
                null,
                true,
                40,
                20,
                20,
                Duration.ofMinutes(30),
                Duration.ofSeconds(5),
                443,
                new RequireTlsSettings(true, Duration.ZERO)));
  }

  @Test
  void aPolicyForTestingIsPublished() {
    assertThat(settings.mtaSts())
        .isEqualTo(
            new MtaStsSettings(
                MtaStsSettings.Mode.TESTING,
                Duration.ofDays(7),
                List.of(settings.hostName().name())));
  }

  @Test
  void reportsAboutTlsAreSentOverFourHours() {
    assertThat(settings.tlsReports())
        .isEqualTo(
            new TlsReportSettings(
                true,
                new Mailbox("postmaster", settings.hostName()),
                settings.hostName().name(),
                Duration.ofHours(4),
                false,
                "tls-reports",
                false,
                Duration.ofDays(90),
                "sealpost"));
  }

  @Test
  void thePostmasterGetsNoCopies() {
    assertThat(settings.report()).isEqualTo(new ReportSettings(Set.of()));
  }

  @Test
  void mailIsTriedForFiveDays() {
    assertThat(settings.queue())
        .isEqualTo(
            new QueueSettings(
                List.of(
                    Duration.ofSeconds(450),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(2),
                    Duration.ofHours(4),
                    Duration.ofHours(8),
                    Duration.ofHours(12)),
                10,
                Duration.ofDays(5),
                Duration.ofHours(4),
                Duration.ofHours(24),
                67108864L));
  }

  @Test
  void nobodyMakesBackUpsOverTheNetwork() {
    assertThat(settings.backupDirectory()).isNull();
  }

  @Test
  void anAddressThatDoesNotExistIsNotTriedForAMonth() {
    assertThat(settings.suppression())
        .isEqualTo(new SuppressionSettings(1, 3, Duration.ofDays(30)));
    assertThat(settings.suppression().isOn()).isTrue();
  }

  @Test
  void theBrokerIsThereWithoutAPort() {
    assertThat(settings.jms()).isEqualTo(new JmsSettings(true, null, 4, 100_000, false, 100_000));
  }

  @Test
  void nobodyInARelayNetworkIsLimited() {
    Settings other =
        SettingsReader.read(
            DATA,
            key -> Optional.of("192.0.2.0/24").filter(set -> key.equals("relay.networks")),
            List.of("relay.networks"));
    assertThat(other.limits().unlimited()).isEqualTo(other.mail().relayNetworks());
    assertThat(settings.limits().unlimited()).isEqualTo(settings.mail().relayNetworks());
  }

  @Test
  void machineNameCountsOnlyWhereOtherServersCouldKnowIt() {
    assertThat(SettingsReader.hostNameOf("Mail.Example.ORG").name()).isEqualTo("mail.example.org");
    assertThat(SettingsReader.hostNameOf("debian").name()).isEqualTo("localhost");
    assertThat(SettingsReader.hostNameOf("192.0.2.1").name()).isEqualTo("localhost");
    assertThat(SettingsReader.hostNameOf("not a name").name()).isEqualTo("localhost");
  }

  @Test
  void everyDefaultIsRightByItsOwnRule() {
    assertThat(SettingCatalogue.keys())
        .allSatisfy(
            key -> {
              assertThat(key.type().read(key.type().example())).isPresent();
              if (key.defaultText() != null) {
                assertThat(key.type().read(key.defaultText())).isPresent();
              }
            });
  }
}
