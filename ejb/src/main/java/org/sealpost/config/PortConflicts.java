package org.sealpost.config;

import java.util.ArrayList;
import java.util.List;
import org.sealpost.config.SettingCatalogue.ListenerKeys;
import org.sealpost.config.SmtpSettings.Listener;

/** Finds listeners that would take each other's port, and a server without any. */
final class PortConflicts {
  private PortConflicts() {}

  /** Adds a problem for each. */
  static void report(Settings settings, SettingValues values) {
    SmtpSettings smtp = settings.smtp();
    List<Place> places = new ArrayList<>();
    add(places, SettingCatalogue.RELAY, smtp.relay());
    add(places, SettingCatalogue.SUBMISSION, smtp.submission());
    add(places, SettingCatalogue.SUBMISSIONS, smtp.submissions());
    add(places, SettingCatalogue.LMTP, smtp.lmtp());
    if (places.isEmpty()) {
      values.problem("smtp.relay.enabled: at least one listener has to be enabled");
    }
    HttpSettings http = settings.http();
    places.add(new Place(SettingCatalogue.HTTP_PORT.name(), http.bind(), http.port()));
    if (settings.acme() != null) {
      places.add(
          new Place(AcmeCatalogue.PORT.name(), settings.acme().bind(), settings.acme().port()));
    }
    Integer broker = settings.jms().port();
    if (broker != null && settings.jms().enabled()) {
      places.add(new Place(JmsCatalogue.PORT.name(), "127.0.0.1", broker));
    }
    for (int i = 0; i < places.size(); i++) {
      for (Place earlier : places.subList(0, i)) {
        if (places.get(i).collidesWith(earlier)) {
          values.wrong(
              places.get(i).key(),
              places.get(i).port(),
              "has to be another port, " + earlier.key() + " has this one");
        }
      }
    }
  }

  private static void add(List<Place> places, ListenerKeys keys, Listener listener) {
    if (listener.enabled()) {
      places.add(new Place(keys.port().name(), listener.bind(), listener.port()));
    }
  }

  private record Place(String key, String bind, int port) {
    boolean collidesWith(Place other) {
      // 0 and "" stand for values that were wrong and are reported already.
      boolean known = port > 0 && !bind.isEmpty() && !other.bind.isEmpty();
      boolean sameAddress = bind.equals(other.bind) || isEverywhere() || other.isEverywhere();
      return known && port == other.port && sameAddress;
    }

    private boolean isEverywhere() {
      return bind.equals("0.0.0.0") || bind.equals("::");
    }
  }
}
