package org.sealpost.config.microprofile;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.sealpost.config.SettingsInForce.Found;
import org.sealpost.config.SettingsInForce.Origin;
import org.sealpost.config.SettingsSources;

/** Tells from which source MicroProfile Config takes a setting. */
public final class SettingOrigins {
  private final Config config;

  /** Of the application's configuration. */
  public SettingOrigins(Config config) {
    this.config = config;
  }

  /** The text of a key without prefix, and where it comes from. */
  public Optional<Found> find(String key) {
    ConfigValue value = config.getConfigValue(SettingsSources.PREFIX + key);
    String text = value.getValue();
    return text == null ? Optional.empty() : Optional.of(new Found(text, origin(value)));
  }

  private static Origin origin(ConfigValue value) {
    // The ordinals of the specification; 150 is that of our file.
    return switch (value.getSourceOrdinal()) {
      case 400 -> Origin.PROPERTY;
      case 300 -> Origin.ENVIRONMENT;
      case FileConfigSource.ORDINAL -> Origin.FILE;
      default -> Origin.SERVER;
    };
  }
}
