package org.sealpost.config.microprofile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApplicationSettingsTest {
  @TempDir Path data;

  @Test
  void serverFindsTheFileAndWhatItSaysOfTracesAsSources() {
    assertThat(ServiceLoader.load(ConfigSource.class))
        .hasExactlyElementsOfTypes(FileConfigSource.class, TelemetryConfigSource.class);
  }

  @Test
  void sourceGivesTheFilesKeysWithThePrefixAndBelowTheEnvironment() throws IOException {
    Files.writeString(data.resolve("sealpost.properties"), "http.port = 18080");
    FileConfigSource source = new FileConfigSource(Optional.of(data.toString()));
    assertThat(source.getPropertyNames()).containsExactly("sealpost.http.port");
    assertThat(source.getValue("sealpost.http.port")).isEqualTo("18080");
    assertThat(source.getValue("http.port")).isNull();
    assertThat(source.getOrdinal()).isGreaterThan(110).isLessThan(300);
  }

  @Test
  void brokenFileIsReportedByTheReaderNotByTheSource() throws IOException {
    Files.writeString(data.resolve("sealpost.properties"), "http.port = 1\nhttp.port = 2");
    assertThat(new FileConfigSource(Optional.of(data.toString())).getPropertyNames()).isEmpty();
    assertThatThrownBy(() -> ApplicationSettings.read(new FakeConfig(data)))
        .hasMessage("http.port: stands in sealpost.properties twice");
  }

  @Test
  void readsSettingsThroughTheServersConfiguration() throws IOException {
    Files.writeString(
        data.resolve("sealpost.properties"), "smtp.relay.port = 2626\nroute.* = smtp://192.0.2.1");
    var settings = ApplicationSettings.read(new FakeConfig(data));
    assertThat(settings.data()).isEqualTo(data);
    assertThat(settings.smtp().relay().port()).isEqualTo(2626);
    assertThat(settings.delivery().defaultRoute()).isNotNull();
  }
}
