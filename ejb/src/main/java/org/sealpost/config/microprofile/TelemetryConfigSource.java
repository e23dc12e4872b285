package org.sealpost.config.microprofile;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsSources;
import org.sealpost.config.WrongSettingsException;

/**
 * What the settings about traces mean to the server's OpenTelemetry, which looks for its own names
 * among the application's configuration. Whoever sets those names in a stronger source has the last
 * word. Read once, when the application's configuration is made.
 */
public final class TelemetryConfigSource implements ConfigSource {
  private static final String SERVICE = "sealpost";

  private final Map<String, String> values;

  /** Called by MicroProfile Config. */
  public TelemetryConfigSource() {
    this(new SettingsSources(System.getProperties(), System.getenv()));
  }

  TelemetryConfigSource(SettingsSources sources) {
    this.values = values(sources);
  }

  private static Map<String, String> values(SettingsSources sources) {
    try {
      Settings settings = sources.read();
      return settings.telemetry().properties(SERVICE);
    } catch (WrongSettingsException reportedByApplicationSettings) {
      return Map.of();
    }
  }

  @Override
  public Set<String> getPropertyNames() {
    return values.keySet();
  }

  @Override
  public @Nullable String getValue(String name) {
    return values.get(name);
  }

  @Override
  public String getName() {
    return "telemetry settings";
  }

  @Override
  public int getOrdinal() {
    return FileConfigSource.ORDINAL;
  }
}
