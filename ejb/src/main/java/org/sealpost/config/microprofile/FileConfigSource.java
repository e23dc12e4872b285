package org.sealpost.config.microprofile;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.DataDirectory;
import org.sealpost.config.SettingsFile;
import org.sealpost.config.SettingsSources;
import org.sealpost.config.WrongSettingsException;

/**
 * The settings file as a source of MicroProfile Config: its keys with the prefix {@code sealpost.}.
 * Read once, when the application's configuration is made.
 */
public final class FileConfigSource implements ConfigSource {
  /** Between the server's own sources (at most 110) and the environment (300). */
  static final int ORDINAL = 150;

  private final Map<String, String> values;

  /** Called by MicroProfile Config. */
  public FileConfigSource() {
    this(
        Optional.ofNullable(System.getProperty(SettingsSources.PREFIX + DataDirectory.KEY))
            .or(() -> Optional.ofNullable(System.getenv("SEALPOST_DATA"))));
  }

  FileConfigSource(Optional<String> data) {
    this.values = values(data);
  }

  private static Map<String, String> values(Optional<String> data) {
    try {
      return SettingsFile.read(DataDirectory.locate(data)).entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  entry -> SettingsSources.PREFIX + entry.getKey(), Map.Entry::getValue));
    } catch (WrongSettingsException reportedByApplicationSettings) {
      // Thrown from here it would only make the server's configuration fail, in words of its own.
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
    return SettingsFile.NAME;
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }
}
