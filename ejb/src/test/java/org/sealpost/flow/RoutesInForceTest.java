package org.sealpost.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealpost.config.DeliverySettings;
import org.sealpost.config.DnsSettings;
import org.sealpost.config.RequireTlsSettings;
import org.sealpost.config.Route;
import org.sealpost.smtp.Domain;

/** Which of several routes counts, those of the settings and those that were laid down. */
final class RoutesInForceTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  /** Stands for {@code *} in the settings of a test. */
  private static final Domain OTHERS = Domain.of("others.test");

  private final List<LaidRule> rules = new ArrayList<>();
  private final Flow flow = new Flow(FlowBook.EMPTY);

  private void lay(String recipients, String servers) {
    DomainPattern pattern = DomainPattern.parse(recipients).orElseThrow();
    FlowRule rule = new FlowRule.Routing(pattern, NextHops.read(servers));
    rules.add(new LaidRule(rules.size() + 1, rule, "because", "ada", NOW, null, null));
    flow.publish(new FlowBook(rules.size(), rules));
  }

  private String way(Map<String, String> set, String domain) {
    Map<Domain, Route> routes = new HashMap<>();
    set.forEach((name, text) -> routes.put(Domain.of(name), Route.parse(text).orElseThrow()));
    Route others = routes.remove(OTHERS);
    return new RoutesInForce(settings(routes, others), flow)
        .find(Domain.of(domain)).stream().map(Route::host).collect(Collectors.joining(" "));
  }

  private static DeliverySettings settings(Map<Domain, Route> routes, @Nullable Route others) {
    return new DeliverySettings(
        routes,
        others,
        new DnsSettings(List.of(), DnsSettings.Validation.OFF, null, List.of()),
        25,
        null,
        true,
        4,
        4,
        4,
        Duration.ofMinutes(1),
        Duration.ZERO,
        443,
        new RequireTlsSettings(false, Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({
    "set.example, row-set",
    "only.set.example, set-only",
    "else.set.example, row-below",
    "a.deep.set.example, row-deep",
    "other.example, row-all",
    "[192.0.2.1], row-all",
  })
  void theMostSpecificCountsAndOfTwoForTheSameTheOneThatWasLaidDown(String domain, String host) {
    lay("*", "smtp://row-all");
    lay("*.set.example", "smtp://row-below");
    lay("*.deep.set.example", "smtp://row-deep");
    lay("set.example", "smtp://row-set");
    Map<String, String> set =
        Map.of(
            "set.example",
            "smtp://set-set",
            "only.set.example",
            "smtp://set-only",
            OTHERS.name(),
            "smtp://set-all");
    assertThat(way(set, domain)).isEqualTo(host);
  }

  @Test
  void whereNothingIsLaidDownTheSettingsCount() {
    Map<String, String> set =
        Map.of("set.example", "smtp://set-set", OTHERS.name(), "smtp://set-all");
    assertThat(way(set, "set.example")).isEqualTo("set-set");
    assertThat(way(set, "x.set.example")).isEqualTo("set-all");
    assertThat(way(Map.of(), "set.example")).isEmpty();
  }

  @Test
  void mxEndsAWiderRouteForADomain() {
    lay("*", "smtp://row-all");
    lay("set.example", "mx");
    assertThat(way(Map.of("set.example", "smtp://set-set"), "set.example")).isEmpty();
    assertThat(way(Map.of(), "other.example")).isEqualTo("row-all");
  }

  @Test
  void serversComeInTheOrderInWhichTheyWereTyped() {
    lay("*", "  smtp://b.example:26\n smtp://a.example?tls=starttls&verify=pkix ");
    assertThat(way(Map.of(), "other.example")).isEqualTo("b.example a.example");
  }

  @ParameterizedTest
  @CsvSource({
    "'', needs its servers",
    "https://a.example, is no route: it has to be smtp://",
    "smtp://a.example mx, mx is no route",
    "smtp://a.example:0, is no route",
    "smtp://a.example?tls=starttls&verify=fingerprint, only go together",
    "smtp://127.0.0.1?trusted=true, in the settings file",
    "smtps://a.example?user=a&password-file=/etc/passwd, in the settings file",
    "smtp://a smtp://b smtp://c smtp://d smtp://e smtp://f, at most 5",
  })
  void refusesWhatIsNoRouteOrOnlyForTheSettingsFile(String typed, String why) {
    assertThatThrownBy(() -> NextHops.read(typed))
        .isInstanceOf(FlowRefusedException.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesMoreTextThanThereIsRoomFor() {
    assertThatThrownBy(() -> NextHops.read("smtp://" + "a".repeat(1_000)))
        .isInstanceOf(FlowRefusedException.class);
  }
}
