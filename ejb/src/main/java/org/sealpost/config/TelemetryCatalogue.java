package org.sealpost.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of the {@link SettingCatalogue} for traces. */
final class TelemetryCatalogue {
  static final SettingKey<URI> ENDPOINT =
      new SettingKey<>(
          "telemetry.endpoint",
          SettingTypes.httpUrl("http://127.0.0.1:4318"),
          null,
          "Collector of OpenTelemetry that gets a trace of each message, by OTLP over HTTP: how it"
              + " came, each attempt, what was decided at each host. Traces name domains, hosts and"
              + " queue ids, never mailboxes. Nothing waits for the collector. Default: no traces."
              + " On Payara Server only the file, the environment and system properties count.");
  static final SettingKey<Integer> SHARE =
      new SettingKey<>(
          "telemetry.share",
          SettingTypes.integer("percent", 0, 100, 10),
          "100",
          "How many of the messages are traced; a message is traced with all its attempts or not at"
              + " all.");

  private TelemetryCatalogue() {}

  /** In the order in which the page shows them. */
  static List<SettingKey<?>> keys() {
    return List.of(ENDPOINT, SHARE);
  }

  static TelemetrySettings read(SettingValues values) {
    @Nullable URI endpoint = values.value(ENDPOINT);
    return new TelemetrySettings(endpoint, values.value(SHARE, 0));
  }
}
