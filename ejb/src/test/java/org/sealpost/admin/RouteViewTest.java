package org.sealpost.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealpost.config.Route;
import org.sealpost.flow.LaidRule;
import org.sealpost.smtp.Domain;

/** Routes of the settings and routes that were laid down, in one list. */
final class RouteViewTest {
  private static LaidRule laid(long id, String recipients, String servers) {
    WantedRoute wanted = new WantedRoute(recipients, servers, "because");
    return new LaidRule(id, wanted.toRule(), "because", "ada", Instant.EPOCH, null, null);
  }

  @Test
  void saysWhichOfTheSettingsDoNotCount() {
    Route route = Route.parse("smtp://set.example").orElseThrow();
    List<RouteRow> set =
        List.of(
            RouteRow.of(Domain.of("a.example"), route),
            RouteRow.of(Domain.of("b.example"), route),
            RouteRow.of(null, route));
    List<LaidRule> laidDown =
        List.of(
            laid(1, "*", "smtp://x.example smtp://y.example"),
            laid(2, "b.example", "mx"),
            laid(3, "*.a.example", "smtp://x.example"));
    assertThat(RouteView.merged(laidDown, set))
        .extracting(
            RouteEntry::recipients,
            each -> each.servers().size(),
            each -> each.rule() == null,
            RouteEntry::overridden)
        .containsExactly(
            tuple("*.a.example", 1, false, false),
            tuple("a.example", 1, true, false),
            tuple("b.example", 0, false, false),
            tuple("b.example", 1, true, true),
            tuple("*", 2, false, false),
            tuple("*", 1, true, true));
  }
}
