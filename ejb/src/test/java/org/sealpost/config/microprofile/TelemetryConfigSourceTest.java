package org.sealpost.config.microprofile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.config.SettingsSources;

final class TelemetryConfigSourceTest {
  @TempDir private Path data;

  private TelemetryConfigSource source(String file, Map<String, String> environment)
      throws Exception {
    Files.writeString(data.resolve("sealpost.properties"), file);
    Properties system = new Properties();
    system.setProperty("sealpost.data", data.toString());
    return new TelemetryConfigSource(new SettingsSources(system, environment));
  }

  @Test
  void withoutCollectorNothingIsSaidToTheServer() throws Exception {
    assertThat(source("", Map.of()).getPropertyNames()).isEmpty();
  }

  @Test
  void collectorOfTheFileGetsTheShareOfMessages() throws Exception {
    TelemetryConfigSource source =
        source(
            "telemetry.endpoint = https://traces.example:4318\ntelemetry.share = 25\n", Map.of());
    assertThat(source.getValue("otel.sdk.disabled")).isEqualTo("false");
    assertThat(source.getValue("otel.exporter.otlp.endpoint"))
        .isEqualTo("https://traces.example:4318");
    assertThat(source.getValue("otel.traces.sampler")).isEqualTo("traceidratio");
    assertThat(source.getValue("otel.traces.sampler.arg")).isEqualTo("0.25");
    assertThat(source.getValue("otel.service.name")).isEqualTo("sealpost");
    assertThat(source.getValue("sealpost.hostname")).isNull();
  }

  @Test
  void environmentIsStronger() throws Exception {
    TelemetryConfigSource source =
        source(
            "telemetry.endpoint = http://one.example:4318\n",
            Map.of("SEALPOST_TELEMETRY_ENDPOINT", "http://two.example:4318"));
    assertThat(source.getValue("otel.exporter.otlp.endpoint")).isEqualTo("http://two.example:4318");
  }

  @Test
  void wrongSettingsAreForOthersToReport() throws Exception {
    assertThat(source("telemetry.endpoint = ftp://one.example\n", Map.of()).getPropertyNames())
        .isEmpty();
  }
}
