package org.sealpost.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealpost.delivery.DeliveryFixture.name;
import static org.sealpost.delivery.Outcomes.assertNothingSent;
import static org.sealpost.delivery.Outcomes.assertRelayed;
import static org.sealpost.delivery.Outcomes.failed;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.client.FakeMx;
import org.sealpost.config.Route;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.ReversePath;
import org.sealpost.smtp.TlsRequirement;

final class RouteChoiceTest {
  private final DeliveryFixture world = new DeliveryFixture();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void readsARouteWithItsSecurity() {
    RouteChoice choice = RouteChoice.stored("smtp://relay.example:587?tls=starttls&verify=pkix");
    assertThat(choice)
        .isEqualTo(
            new RouteChoice.Fixed(
                new Route("relay.example", 587, Route.Security.STARTTLS, Route.Verification.PKIX)));
  }

  @Test
  void neitherSignsInNorTrusts() {
    assertThat(RouteChoice.parse("smtp://127.0.0.1?trusted=true")).isEmpty();
    assertThat(RouteChoice.parse("smtps://relay.example?verify=pkix&user=a&password-file=secret"))
        .isEmpty();
  }

  @Test
  void goesWhereTheOperatorSaysInsteadOfTheMx() {
    FakeMx relay = world.mx(2, world.good(2));
    FakeMx mx = world.mx(1, world.good(1));
    world.unsignedMx(1);
    String route = "smtp://" + name(2) + ":" + relay.port() + "?tls=starttls&verify=pkix";
    assertRelayed(world.attempt(job(TlsRequirement.DEFAULT, route)));
    assertThat(relay.received()).hasSize(1);
    assertThat(mx.received()).isEmpty();
    // REQUIRED holds on it as on a route of the settings (tls-policy §4.5).
    assertRelayed(world.attempt(job(TlsRequirement.REQUIRED, route)));
    assertThat(relay.received().get(1).mail()).contains("REQUIRETLS");
  }

  @Test
  void requiredMailNeverTakesAnUnverifiedWay() {
    FakeMx relay = world.mx(2, world.good(2));
    String route = "smtp://" + name(2) + ":" + relay.port();
    DeliveryResult result = world.attempt(job(TlsRequirement.REQUIRED, route));
    failed(result, "5.7.10");
    assertNothingSent(relay);
  }

  @Test
  void goesByMxPastTheRouteOfTheDomain() {
    FakeMx mx = world.mx(1, world.good(1));
    world.unsignedMx(1);
    world.route(Route.Security.NONE, Route.Verification.NONE, "127.0.0.99", mx.port());
    assertRelayed(world.attempt(job(TlsRequirement.DEFAULT, "mx")));
    assertThat(mx.received()).hasSize(1);
  }

  private static DeliveryJob job(TlsRequirement requirement, String route) {
    ReversePath sender = new ReversePath(Mailbox.of("a@sender.example"));
    return DeliveryFixture.job(requirement, sender, "b").by(RouteChoice.stored(route));
  }
}
