package org.sealpost.flow;

import java.util.ArrayList;
import java.util.List;
import org.sealpost.config.Route;
import org.sealpost.refusal.Refusal;

/**
 * Where the mail of a destination goes.
 *
 * @param text as it was laid down: {@code mx}, or routes as in the settings with a space between
 *     them
 * @param routes in the order in which they are tried; empty: by the MX records
 */
public record NextHops(String text, List<Route> routes) {
  /** The text for the MX records, which end a wider route for a destination. */
  public static final String MX = "mx";

  private static final int MOST = 5;
  private static final int MOST_CHARACTERS = 1_000;

  /** Copies the list. */
  public NextHops {
    routes = List.copyOf(routes);
  }

  /**
   * Reads what an operator typed. Choice: such a route may neither sign in nor be trusted; both are
   * for those who can write the settings file.
   *
   * @throws FlowRefusedException where it is none of these, with a sentence why
   */
  public static NextHops read(String typed) {
    String text = typed.strip().replaceAll("\\s+", " ");
    if (text.equals(MX)) {
      return new NextHops(MX, List.of());
    }
    if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
      throw new FlowRefusedException(Refusal.NO_SERVERS);
    }
    List<Route> routes = new ArrayList<>();
    for (String each : text.split(" ", -1)) {
      routes.add(route(each));
    }
    if (routes.size() > MOST) {
      throw new FlowRefusedException(Refusal.TOO_MANY_SERVERS, MOST);
    }
    return new NextHops(text, routes);
  }

  private static Route route(String text) {
    Route.findWrong(text)
        .ifPresent(
            why -> {
              throw new FlowRefusedException(Refusal.of(why), text);
            });
    Route route = Route.parse(text).orElseThrow();
    if (route.login() != null || route.trusted()) {
      throw new FlowRefusedException(Refusal.ROUTE_OF_THE_SETTINGS);
    }
    return route;
  }
}
