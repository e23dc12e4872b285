package org.sealpost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.config.SettingsReader;
import org.sealpost.inflow.ListenerKind;
import org.sealpost.inflow.ServerLimits;
import org.sealpost.smtp.Network;

final class ListenerLimitsTest {
  private static ServerLimits limits(Map<String, String> set) {
    return ListenerLimits.of(
        SettingsReader.read(
                Path.of("/data"), key -> Optional.ofNullable(set.get(key)), set.keySet())
            .limits());
  }

  @Test
  void defaultsOfTheSettingsAreThoseOfTheServer() {
    ServerLimits defaults = limits(Map.of());
    assertThat(defaults)
        .usingRecursiveComparison()
        .ignoringFields("clients")
        .isEqualTo(ServerLimits.DEFAULT);
    assertThat(defaults.clients().unlimited())
        .isEqualTo(ServerLimits.DEFAULT.clients().unlimited());
  }

  @Test
  void eachListenerHasItsOwnProxies() {
    ServerLimits limits =
        limits(
            Map.of(
                "smtp.relay.proxy-networks", "192.0.2.1",
                "smtp.submission.proxy-networks", "192.0.2.2",
                "smtp.submissions.proxy-networks", "192.0.2.3"));
    assertThat(limits.clients().proxies())
        .isEqualTo(
            Map.of(
                ListenerKind.RELAY, networks("192.0.2.1"),
                ListenerKind.SUBMISSION, networks("192.0.2.2"),
                ListenerKind.SUBMISSIONS, networks("192.0.2.3")));
  }

  private static List<Network> networks(String text) {
    return List.of(Network.parse(text).orElseThrow());
  }
}
