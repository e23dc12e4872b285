package org.sealpost.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsSources;

final class GreetingTest {
  @TempDir Path data;

  private Settings settings(Map<String, String> properties) {
    Properties system = new Properties();
    system.setProperty("sealpost.data", data.toString());
    system.putAll(properties);
    return new SettingsSources(system, Map.of()).read();
  }

  @Test
  void saysWhereEverythingIs() throws IOException {
    assertThat(Greeting.text(settings(Map.of()), "relay 127.0.0.1:2525"))
        .contains("Sealpost is ready.")
        .contains("http://127.0.0.1:8080/")
        .contains("relay 127.0.0.1:2525")
        .contains("swaks --server 127.0.0.1 --port 2525 ")
        .contains(data.resolve("log/sealpost.log").toString())
        .doesNotContain("password");
  }

  @Test
  void showsTheOneTimePasswordWhileItIsThere() throws IOException {
    Files.writeString(data.resolve("initial-admin-password"), "correct-horse\n");
    assertThat(Greeting.text(settings(Map.of()), ""))
        .contains("as admin, one-time password correct-horse")
        .contains(data.resolve("initial-admin-password").toString());
  }

  @Test
  void givesAddressesThatCanBeConnectedTo() {
    assertThat(Greeting.console(settings(Map.of("sealpost.http.bind", "0.0.0.0")).http()))
        .hasToString("http://127.0.0.1:8080/");
    assertThat(Greeting.console(settings(Map.of("sealpost.http.bind", "::1")).http()))
        .hasToString("http://[::1]:8080/");
  }

  @Test
  void offersNoTryWithoutARelayListener() throws IOException {
    assertThat(Greeting.text(settings(Map.of("sealpost.smtp.relay.enabled", "false")), "x"))
        .doesNotContain("swaks");
  }
}
