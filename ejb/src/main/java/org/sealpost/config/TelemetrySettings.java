package org.sealpost.config;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Traces by OpenTelemetry.
 *
 * @param endpoint {@code telemetry.endpoint}: the collector, by OTLP over HTTP; null where no
 *     traces are kept, which is the default
 * @param share {@code telemetry.share}: how many of the messages are traced, percent, default 100
 */
public record TelemetrySettings(@Nullable URI endpoint, int share) {
  /**
   * What the server's OpenTelemetry is configured with; empty without an endpoint. Names and values
   * are those of its autoconfiguration.
   */
  public Map<String, String> properties(String service) {
    Map<String, String> all = new LinkedHashMap<>();
    if (endpoint != null) {
      all.put("otel.sdk.disabled", "false");
      all.put("otel.service.name", service);
      all.put("otel.traces.exporter", "otlp");
      all.put("otel.exporter.otlp.protocol", "http/protobuf");
      all.put("otel.exporter.otlp.endpoint", endpoint.toString());
      all.put("otel.metrics.exporter", "none");
      all.put("otel.logs.exporter", "none");
      // By the id of the trace alone, so that all spans of a message share its fate.
      all.put("otel.traces.sampler", "traceidratio");
      all.put("otel.traces.sampler.arg", Double.toString(share / 100.0));
    }
    return Map.copyOf(all);
  }
}
