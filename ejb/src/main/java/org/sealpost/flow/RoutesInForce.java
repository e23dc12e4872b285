package org.sealpost.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.DeliverySettings;
import org.sealpost.config.Route;
import org.sealpost.delivery.Routes;
import org.sealpost.smtp.Domain;

/**
 * The routes of the settings and those that operators have laid down, by one rule: the most
 * specific pattern counts (the domain, the longest {@code *.domain}, {@code *}), and of two for the
 * same pattern the one that was laid down. Thread-safe.
 */
public final class RoutesInForce implements Routes {
  private final DeliverySettings settings;
  private final Flow flow;

  /** Over these settings, as the rules are at each moment. */
  public RoutesInForce(DeliverySettings settings, Flow flow) {
    this.settings = settings;
    this.flow = flow;
  }

  @Override
  public List<Route> find(Domain domain) {
    PatternMap<NextHops> laidDown = flow.routes();
    @Nullable NextHops own = laidDown.findExact(domain.name());
    @Nullable Route set = settings.routes().get(domain);
    if (own == null && set != null) {
      return List.of(set);
    }
    @Nullable NextHops found = own != null ? own : laidDown.find(domain.name());
    if (found != null) {
      return found.routes();
    }
    @Nullable Route others = settings.defaultRoute();
    return others == null ? List.of() : List.of(others);
  }
}
