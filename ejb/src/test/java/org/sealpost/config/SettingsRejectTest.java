package org.sealpost.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsRejectTest {
  @TempDir Path data;

  /** The problem lines of a start with this file. */
  private List<String> problems(String file) throws IOException {
    Files.writeString(data.resolve(SettingsFile.NAME), file);
    return problems(Map.of());
  }

  private List<String> problems(Map<String, String> environment) {
    Properties system = new Properties();
    system.setProperty("sealpost.data", data.toString());
    SettingsSources sources = new SettingsSources(system, environment);
    WrongSettingsException wrong =
        catchThrowableOfType(WrongSettingsException.class, sources::read);
    assertThat(wrong).as("the settings are wrong").isNotNull();
    return wrong.problems();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hostname|not a name|a domain name; for example mail.example.org",
        "hostname|-x.example|a domain name",
        "http.bind|localhost|an IP address of this machine",
        "http.bind|127.1|an IP address",
        "http.bind|300.0.0.1|an IP address",
        "database.url|jdbc:derby:x|a URL like jdbc:postgresql://host:5432/database",
        "database.url|jdbc:postgresql:mail|a URL like jdbc:postgresql://host:5432/database",
        "database.url|jdbc:postgresql://db/mail?password=x|without user and password",
        "database.url|jdbc:postgresql://ann:x@db/mail|without user and password",
        "telemetry.endpoint|ftp://traces.example|an http or https URL",
        "telemetry.share|101|a whole number of percent from 0 to 100",
        "http.port|0|a port number from 1 to 65535; for example 8080",
        "http.port|65536|a port number from 1 to 65535",
        "http.port|80a|a port number",
        "smtp.relay.enabled|yes|true or false",
        "smtp.relay.bind|eth0|an IP address",
        "smtp.submission.port|-1|a port number from 1 to 65535; for example 2587",
        "smtp.submissions.requiretls|on|true or false",
        "smtp.max-message-octets|65535|a whole number of octets from 65536 to 2147483647",
        "smtp.max-message-octets|100M|a whole number of octets",
        "smtp.max-message-octets|99999999999999999999|a whole number of octets",
        "smtp.max-recipients|99|a whole number of recipients from 100 to 50000",
        "smtp.max-recipients|50001|a whole number of recipients from 100 to 50000",
        "tlsrpt.local-part|a@b|letters, digits, dots, hyphens and underscores",
        "tlsrpt.local-part|a..b|letters, digits, dots, hyphens and underscores",
        "tlsrpt.spread|PT13H|a duration (ISO 8601) from PT1S to PT12H",
        "dkim.selector|a_b|labels of letters, digits and hyphens",
        "mta-sts.mode|on|one of off, none, testing, enforce; for example testing",
        "mta-sts.max-age|P366D|a duration (ISO 8601) from PT1H to PT8766H",
        "mta-sts.mx|*.*.example.org|a host name, or *. before the domain",
        "mta-sts.mx|[192.0.2.1]|a host name, or *. before the domain",
        "delivery.policy-port|0|a port number from 1 to 65535; for example 443",
        "requiretls.accept-testing-policy|perhaps|true or false",
        "requiretls.tls-failure-grace|P31D|a duration (ISO 8601) from PT0S to PT720H",
        "smtp.workers|0|a whole number of messages from 1 to 30",
        "smtp.workers|31|a whole number of messages from 1 to 30",
        "local.domains|example.org,,|1 to 1000 entries separated by commas",
        "local.domains|a..b|a domain name",
        "relay.networks|10.0.0.0/33|none, or 1 to 1000 entries",
        "relay.networks|example.org|an IP address or a network",
        "dns.servers|resolver.example|an IP address with an optional port",
        "dns.servers|127.0.0.1:0|an IP address with an optional port",
        "dns.servers|[127.0.0.1]:53|an IP address with an optional port",
        "dns.validation|on|builtin, trust-ad or off; for example builtin",
        "dns.unsigned-domains|a..b|none, or 1 to 100 entries",
        "delivery.smtp-port|smtp|a port number",
        "delivery.plaintext-fallback|never|true or false",
        "delivery.workers|501|a whole number of sessions from 1 to 500",
        "delivery.per-domain|0|a whole number of sessions from 1 to 500",
        "delivery.per-host|501|a whole number of sessions from 1 to 500",
        "delivery.attempt-limit|PT59S|a duration (ISO 8601) from PT1M to PT24H",
        "delivery.idle-connection|5s|a duration (ISO 8601) from PT0S to PT5M; for example PT5S",
        "delivery.idle-connection|PT6M|a duration (ISO 8601) from PT0S to PT5M",
        "queue.retry-schedule|PT0S|a duration (ISO 8601) from PT0.1S",
        "queue.retry-schedule|PT1M;PT2M|a duration (ISO 8601)",
        "queue.retry-jitter-percent|51|a whole number of percent from 0 to 50",
        "queue.lifetime|PT0S|a duration (ISO 8601) from PT1S",
        "queue.lifetime|5|a duration (ISO 8601)",
        "backup.directory|copies|a directory outside of the data directory",
        "suppression.failures|0|a whole number of failures from 1 to 100",
        "suppression.disabled-failures|101|a whole number of failures from 1 to 100",
        "jms.port|70000|a port number from 1 to 65535",
        "jms.consumers|33|a whole number of messages from 1 to 32",
        "jms.queue-limit|0|a whole number of recipients from 1",
        "jms.events|perhaps|true or false",
        "jms.events-limit|9|a whole number of rows from 10",
        "suppression.retention|-P1D|a duration (ISO 8601) from PT0S",
        "queue.finished-retention|-PT1S|a duration (ISO 8601) from PT0S",
        "report.postmaster-copies|all|one of failed, delayed, double-bounce, policy",
        "smtp.submission.authentication|maybe|true or false",
        "smtp.authentication.mechanisms|PLAIN, CRAM-MD5|one of SCRAM-SHA-256-PLUS, SCRAM-SHA-256",
        "smtp.authentication.max-failures|0|a whole number of attempts from 1 to 100",
        "smtp.authentication.failure-delay|PT2M|a duration (ISO 8601) from PT0S to PT1M",
        "tls.client-roots|missing.pem|a readable file, PEM certificates; there is none",
        "tls.trust-roots|missing.pem|a readable file, PEM certificates; there is none",
        "tls.certificate|.|a readable file, PEM, the server's own certificate first; there is none",
      })
  void namesKeyValueAndWhatIsRight(String key, String value, String right) throws IOException {
    assertThat(problems(key + " = " + value))
        .singleElement()
        .asString()
        .startsWith(key + " = " + value + ": has to be ")
        .contains(right);
  }

  @ParameterizedTest
  @CsvSource({
    "http://relay.example",
    "relay.example:25",
    "smtp://",
    "smtp://:25",
    "smtp://relay.example:0",
    "smtp://relay.example:65536",
    "smtp://user@relay.example",
    "smtp://relay.example/path",
    "smtp://relay.example#x",
    "smtp://relay.example?tls=maybe",
    "smtp://relay.example?tls",
    "smtp://relay.example?verify=dane",
    "smtp://relay.example?timeout=5",
    "smtp://relay.example?tls=none&tls=none",
    "smtp://relay.example?verify=pkix",
    "smtp://relay.example?tls=opportunistic&verify=pkix",
    "smtp://relay.example?tls=none&verify=pkix",
    "smtps://relay.example?tls=starttls",
    "smtps://relay.example?verify=",
    "smtp://127.0.0.1?trusted=false",
    "smtps://relay.example?verify=dane%ZZ",
    "smtp://a b",
  })
  void refusesRoutesThatAreNone(String route) throws IOException {
    assertThat(problems("route.example.com = " + route))
        .singleElement()
        .asString()
        .startsWith("route.example.com = " + route + ": has to be smtp://host:port, with optional");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smtp://r.example?user=u&password-file=p | user= needs a server that is always encrypted",
        "smtp://r.example?tls=starttls&user=u&password-file=p | user= needs a server",
        "smtps://r.example?verify=none&user=u&password-file=p | user= needs a server",
        "smtp://127.0.0.1?tls=none&user=u&password-file=p&trusted=true | user= needs a server",
        "smtps://r.example?user=u | user= and password-file= only go together",
        "smtps://r.example?password-file=p | user= and password-file= only go together",
        "smtps://r.example?user=&password-file=p | user= and password-file= have to name",
        "smtps://r.example?user=u&password-file=p | password-file has to be a readable file",
        "smtps://r.example?verify=fingerprint | verify=fingerprint and fingerprint= only go",
        "smtps://r.example?fingerprint=ab | verify=fingerprint and fingerprint= only go together",
        "smtps://r.example?verify=fingerprint&fingerprint=ab | fingerprint= has to be the SHA-256",
        "smtps://192.0.2.1?verify=dane | verify=dane needs a host name",
        "smtp://r.example?trusted=true | trusted=true needs a loopback address",
        "smtp://localhost?trusted=true | trusted=true needs a loopback address",
        "smtp://192.0.2.1?trusted=true | trusted=true needs a loopback address",
      })
  void saysWhyARouteCannotBe(String route, String why) throws IOException {
    assertThat(problems("route.example.com = " + route))
        .singleElement()
        .asString()
        .startsWith("route.example.com = " + route + ": " + why);
  }

  @Test
  void findsEveryProblemInOneGo() throws IOException {
    List<String> problems =
        problems("smtp.workers = 0\nhttp.port = x\nnonsense = 1\nroute.a b = smtp://h\n");
    assertThat(problems).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "smtp.realy.port, smtp.relay.port",
    "smtp.relay.requireTLS, smtp.relay.requiretls",
    "Hostname, hostname",
    "local.domain, local.domains",
    "queue.retries, queue.lifetime",
  })
  void namesTheNearestKeyToAnUnknownOne(String unknown, String nearest) throws IOException {
    assertThat(problems(unknown + " = 1"))
        .containsExactly(unknown + ": is no setting; the nearest one is " + nearest);
  }

  @Test
  void emptyValueIsNoValue() throws IOException {
    assertThat(problems("relay.networks ="))
        .containsExactly(
            "relay.networks: has no value; give it one, or take the line out for the default");
  }

  @Test
  void lmtpStaysOffThePortOfSmtp() throws IOException {
    assertThat(problems("smtp.lmtp.enabled = true\nsmtp.lmtp.port = 25\n"))
        .containsExactly(
            "smtp.lmtp.port = 25: has to be another port: 25 is that of SMTP; for example 2424");
  }

  @Test
  void listenersMayNotShareAPort() throws IOException {
    assertThat(
            problems("smtp.relay.port = 2587\nsmtp.submissions.bind = 0.0.0.0\nhttp.port = 2465"))
        .containsExactly(
            "smtp.submission.port = 2587: has to be another port, smtp.relay.port has this one",
            "http.port = 2465: has to be another port, smtp.submissions.port has this one");
  }

  @Test
  void oneListenerHasToBeThere() throws IOException {
    assertThat(
            problems(
                """
                smtp.relay.enabled = false
                smtp.submission.enabled = false
                smtp.submissions.enabled = false
                """))
        .containsExactly("smtp.relay.enabled: at least one listener has to be enabled");
  }

  @Test
  void certificateAndKeyBelongTogether() throws IOException {
    Files.writeString(data.resolve("key.pem"), "PEM");
    assertThat(problems("tls.key = key.pem"))
        .containsExactly("tls.certificate: has to be set as well, because tls.key is set");
  }

  @Test
  @Tag("rfc4035-4.9.3")
  void believesTheAdBitOnlyFromThisMachine() throws IOException {
    for (String servers :
        List.of("::2", "192.0.2.1", "127.0.0.1, 192.0.2.1:53", "[2001:db8::1]:53")) {
      assertThat(problems("dns.validation = trust-ad\ndns.servers = " + servers))
          .containsExactly(
              "dns.validation = trust-ad: needs dns.servers to be set, all of them on loopback; for"
                  + " example 127.0.0.1:53");
    }
  }

  @Test
  void dataDirectoryCannotStandInItsOwnFile() throws IOException {
    assertThat(problems("data = /var/mail").get(0)).startsWith("data: cannot be set in the file");
  }

  @Test
  void twoRoutesOfOneDomainAreAProblem() throws IOException {
    assertThat(problems("route.EXAMPLE.com = smtp://a\nroute.example.com = smtp://b"))
        .containsExactly("route.example.com: is the second route of example.com");
  }

  @Test
  void keyTwiceInTheFileIsAProblem() throws IOException {
    assertThat(problems("http.port = 1\nhttp.port = 2"))
        .containsExactly("http.port: stands in sealpost.properties twice");
  }

  @Test
  void fileHasToBeUtf8() throws IOException {
    Files.write(
        data.resolve(SettingsFile.NAME),
        "hostname = b\u00fc".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(problems(Map.of()))
        .containsExactly(data.resolve(SettingsFile.NAME) + ": has to be UTF-8 text");
  }

  @Test
  void controlCharactersOfAValueDoNotReachTheTerminal() {
    assertThat(problems(Map.of("SEALPOST_HOSTNAME", "a\u001b[2Jb\r\nc")).get(0))
        .startsWith("hostname = a?[2Jb??c: ");
  }

  @Test
  void longValuesAreCut() {
    assertThat(problems(Map.of("SEALPOST_HTTP_PORT", "9".repeat(1000))).get(0))
        .startsWith("http.port = " + "9".repeat(200) + "...: ");
  }
}
