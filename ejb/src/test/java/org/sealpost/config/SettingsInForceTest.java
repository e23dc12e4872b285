package org.sealpost.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealpost.config.SettingsInForce.Found;
import org.sealpost.config.SettingsInForce.Origin;
import org.sealpost.config.SettingsInForce.Row;

final class SettingsInForceTest {
  @TempDir private Path data;

  @Test
  void saysValueAndOriginOfEachSetting() throws IOException {
    Files.writeString(
        data.resolve(SettingsFile.NAME),
        "# mail\nhostname = mx.test.example\nroute.a.example: x\n");
    Map<String, Found> found =
        Map.of(
            "hostname", new Found("mx.test.example", Origin.FILE),
            "smtp.relay.port", new Found("25", Origin.ENVIRONMENT),
            "http.port", new Found("80", Origin.PROPERTY),
            "route.a.example", new Found("smtp://b.example", Origin.FILE));
    List<Row> rows =
        new SettingsInForce(data, key -> Optional.ofNullable(found.get(key))).rows(found.keySet());
    assertThat(rows).hasSize(SettingCatalogue.keys().size() + 1);
    Row host = row(rows, "hostname");
    assertThat(host.value()).isEqualTo("mx.test.example");
    assertThat(host.line()).isEqualTo(2);
    assertThat(host.effect()).isNotBlank();
    assertThat(row(rows, "smtp.relay.port").place()).isEqualTo("SEALPOST_SMTP_RELAY_PORT");
    assertThat(row(rows, "http.port").place()).isEqualTo("sealpost.http.port");
    assertThat(row(rows, "queue.finished-retention"))
        .returns("PT24H", Row::value)
        .returns(Origin.DEFAULT, Row::origin)
        .returns(0, Row::line);
    assertThat(rows.get(rows.size() - 1))
        .isEqualTo(new Row("route.a.example", "smtp://b.example", Origin.FILE, 3, "", ""));
  }

  @Test
  void masksWhatIsASecret() {
    List<Row> rows =
        new SettingsInForce(data, key -> Optional.of(new Found("hunter2", Origin.ENVIRONMENT)))
            .rows(List.of("route.password"));
    assertThat(row(rows, "route.password").value()).doesNotContain("hunter2");
    assertThat(row(rows, "hostname").value()).isEqualTo("hunter2");
  }

  private static Row row(List<Row> rows, String name) {
    return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }
}
