package org.sealpost.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The places a setting can come from, with the same names and order as MicroProfile Config gives
 * them: system property {@code sealpost.<key>}, environment variable {@code SEALPOST_<KEY>}, the
 * file. For the launcher, which reads the settings before there is a server.
 */
public final class SettingsSources {
  /** What comes before a key outside of the file. */
  public static final String PREFIX = "sealpost.";

  private static final String DEFAULT_ROUTE =
      SettingCatalogue.ROUTE_PREFIX + SettingCatalogue.EVERY_DOMAIN;

  private final Properties system;
  private final Map<String, String> environment;

  /** From these system properties and environment variables. */
  public SettingsSources(Properties system, Map<String, String> environment) {
    this.system = system;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Reads the settings.
   *
   * @throws WrongSettingsException with one line for each problem
   */
  public Settings read() {
    Path data = data();
    Map<String, String> file = SettingsFile.read(data);
    Set<String> names = new TreeSet<>(system.stringPropertyNames());
    names.addAll(environment.keySet());
    file.keySet().forEach(key -> names.add(PREFIX + key));
    return SettingsReader.read(
        data,
        key -> outsideFile(key).or(() -> Optional.ofNullable(file.get(key))),
        keysAmong(names));
  }

  /**
   * The data directory alone; whatever the other settings are.
   *
   * @throws WrongSettingsException where it cannot be one
   */
  public Path data() {
    return DataDirectory.locate(outsideFile(DataDirectory.KEY));
  }

  private Optional<String> outsideFile(String key) {
    return Optional.ofNullable(system.getProperty(PREFIX + key))
        .or(() -> Optional.ofNullable(environment.get(variable(key))));
  }

  /**
   * The environment variable of a key: MicroProfile Config, "Environment Variables Mapping Rules".
   */
  static String variable(String key) {
    return (PREFIX + key).replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /**
   * The keys of settings among the names of properties and variables.
   *
   * <p>Choice: of the environment only the default route is looked for. Container platforms put
   * variables of their own there (SEALPOST_SERVICE_HOST and the like), which are no mistakes, and
   * the domain of another route cannot be told from its variable.
   */
  public static Set<String> keysAmong(Iterable<String> names) {
    Set<String> keys = new TreeSet<>();
    for (String name : names) {
      if (name.equals(variable(DEFAULT_ROUTE))) {
        keys.add(DEFAULT_ROUTE);
      } else if (name.startsWith(PREFIX) && !name.equals(PREFIX + DataDirectory.KEY)) {
        keys.add(name.substring(PREFIX.length()));
      }
    }
    return keys;
  }
}
