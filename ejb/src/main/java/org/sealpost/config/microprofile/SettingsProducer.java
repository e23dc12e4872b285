package org.sealpost.config.microprofile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.sealpost.config.Settings;

/** Hands the settings to the beans: read once, by whoever needs them first. */
@ApplicationScoped
public class SettingsProducer {
  private @Nullable Settings settings;

  /**
   * All settings.
   *
   * @throws org.sealpost.config.WrongSettingsException with one line for each problem
   */
  @Produces
  public synchronized Settings settings() {
    if (settings == null) {
      settings = ApplicationSettings.read(ConfigProvider.getConfig());
    }
    return settings;
  }
}
