package org.sealpost.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.DeliverySettings;
import org.sealpost.config.Route;
import org.sealpost.smtp.Domain;

/** Where the mail of domains goes instead of to their MX hosts. Thread-safe; does not block. */
@FunctionalInterface
public interface Routes {
  /** The servers in the order in which they are tried; empty: by the MX records. */
  List<Route> find(Domain domain);

  /** Those of the settings and no others. */
  static Routes of(DeliverySettings settings) {
    return domain -> {
      @Nullable Route route = settings.routes().getOrDefault(domain, settings.defaultRoute());
      return route == null ? List.of() : List.of(route);
    };
  }
}
