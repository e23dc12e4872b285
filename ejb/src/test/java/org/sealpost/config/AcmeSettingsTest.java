package org.sealpost.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.smtp.Domain;

final class AcmeSettingsTest {
  private static final String DIRECTORY = "acme.directory = https://acme.example/directory\n";

  @TempDir Path data;

  private SettingsSources sources(String file) throws IOException {
    Files.writeString(data.resolve(SettingsFile.NAME), file);
    Properties system = new Properties();
    system.setProperty("sealpost.data", data.toString());
    return new SettingsSources(system, Map.of());
  }

  private List<String> problems(String file) throws IOException {
    SettingsSources sources = sources(file);
    return catchThrowableOfType(WrongSettingsException.class, sources::read).problems();
  }

  @Test
  void isOffWithoutADirectory() throws IOException {
    assertThat(sources("acme.accept-terms = true").read().acme()).isNull();
  }

  @Test
  void takesTheHostNameAndPort80() throws IOException {
    String file = DIRECTORY + "acme.accept-terms = true\nhostname = mx.example.org\n";
    assertThat(sources(file).read().acme())
        .isEqualTo(
            new AcmeSettings(
                URI.create("https://acme.example/directory"),
                null,
                List.of(Domain.of("mx.example.org")),
                "0.0.0.0",
                80));
  }

  @Test
  void mapsEveryKey() throws IOException {
    String file =
        DIRECTORY
            + """
            acme.accept-terms = true
            acme.contact = Hostmaster@example.org
            acme.hosts = mx1.example.org, mx2.example.org
            acme.bind = 127.0.0.5
            acme.port = 8088
            """;
    assertThat(sources(file).read().acme())
        .isEqualTo(
            new AcmeSettings(
                URI.create("https://acme.example/directory"),
                "Hostmaster@example.org",
                List.of(Domain.of("mx1.example.org"), Domain.of("mx2.example.org")),
                "127.0.0.5",
                8088));
  }

  @Test
  void asksNothingOfAnAuthorityWhoseTermsNobodyAccepted() throws IOException {
    assertThat(problems(DIRECTORY + "hostname = mx.example.org"))
        .containsExactly(
            "acme.accept-terms: has to be true to get a certificate from"
                + " https://acme.example/directory");
  }

  @Test
  void needsNamesThatOthersKnow() throws IOException {
    assertThat(problems(DIRECTORY + "acme.accept-terms = true\nhostname = localhost"))
        .singleElement()
        .asString()
        .startsWith("acme.hosts: no authority gives a certificate for localhost; set the names");
  }

  @Test
  void doesNotReplaceTheOperatorsOwnCertificate() throws IOException {
    Files.writeString(data.resolve("chain.pem"), "PEM");
    Files.writeString(data.resolve("key.pem"), "PEM");
    String own = "tls.certificate = chain.pem\ntls.key = key.pem\nhostname = mx.example.org\n";
    assertThat(problems(DIRECTORY + "acme.accept-terms = true\n" + own))
        .containsExactly(
            "tls.certificate: is not used together with acme.directory; take one of them away");
  }

  @Test
  void wantsHttpsAndAFreePort() throws IOException {
    assertThat(problems("acme.directory = http://acme.example/directory"))
        .containsExactly(
            "acme.directory = http://acme.example/directory: has to be an https URL; for example"
                + " https://acme-v02.api.letsencrypt.org/directory");
    assertThat(
            problems(
                DIRECTORY
                    + "acme.accept-terms = true\nhostname = mx.example.org\nacme.port = 8080\n"))
        .containsExactly("acme.port = 8080: has to be another port, http.port has this one");
  }
}
