package org.sealpost.flow;

import java.util.ArrayList;
import java.util.List;
import org.sealpost.config.Route;

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
      throw new FlowRefusedException("A route needs its servers, or mx for the MX records.");
    }
    List<Route> routes = new ArrayList<>();
    for (String each : text.split(" ", -1)) {
      routes.add(route(each));
    }
    if (routes.size() > MOST) {
      throw new FlowRefusedException("A route has at most " + MOST + " servers.");
    }
    return new NextHops(text, routes);
  }

  private static Route route(String text) {
    Route.findWrong(text)
        .ifPresent(
            why -> {
              throw new FlowRefusedException(text + " is no route: " + why + ".");
            });
    Route route = Route.parse(text).orElseThrow();
    if (route.login() != null || route.trusted()) {
      throw new FlowRefusedException(
          "A route with user= or trusted= can only be laid down in the settings file.");
    }
    return route;
  }
}
