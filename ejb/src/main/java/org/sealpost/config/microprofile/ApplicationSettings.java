package org.sealpost.config.microprofile;

import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;
import org.sealpost.config.DataDirectory;
import org.sealpost.config.Settings;
import org.sealpost.config.SettingsFile;
import org.sealpost.config.SettingsReader;
import org.sealpost.config.SettingsSources;

/** Reads the settings inside the server. Called once, when the application starts. */
public final class ApplicationSettings {
  private ApplicationSettings() {}

  /**
   * Reads and checks all settings.
   *
   * @param config of the application, {@code ConfigProvider.getConfig()}
   * @throws org.sealpost.config.WrongSettingsException with one line for each problem
   */
  public static Settings read(Config config) {
    Path data =
        DataDirectory.locate(
            config.getOptionalValue(SettingsSources.PREFIX + DataDirectory.KEY, String.class));
    // The values come through the source; read here once more for what is wrong with the file.
    SettingsFile.read(data);
    return SettingsReader.read(
        data,
        key -> config.getOptionalValue(SettingsSources.PREFIX + key, String.class),
        SettingsSources.keysAmong(config.getPropertyNames()));
  }
}
