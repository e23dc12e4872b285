package org.sealpost.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every setting with what it is now and where that comes from: for whoever looks, not to read. */
public final class SettingsInForce {
  private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|token)$");
  private static final String MASK = "••••••";

  private final Path data;
  private final Function<String, Optional<Found>> lookup;

  /**
   * Settings of which something is found.
   *
   * @param lookup the strongest source's text of a key without prefix, and which source that is
   */
  public SettingsInForce(Path data, Function<String, Optional<Found>> lookup) {
    this.data = data;
    this.lookup = lookup;
  }

  /** A text that was found. */
  public record Found(String text, Origin origin) {}

  /** Where a setting comes from. */
  public enum Origin {
    /** The settings file. */
    FILE,
    /** An environment variable. */
    ENVIRONMENT,
    /** A system property. */
    PROPERTY,
    /** Something else the application server reads settings from. */
    SERVER,
    /** Nobody has said anything. */
    DEFAULT
  }

  /**
   * One setting.
   *
   * @param value as it was written, or the default; secrets are masked; null where there is no
   *     fixed default
   * @param line in the file, from 1; 0 where it does not come from there
   * @param place the name of the variable or property, else empty
   */
  public record Row(
      String name, @Nullable String value, Origin origin, int line, String place, String effect) {}

  /** All settings, in the order of {@code docs/settings.md}; then the routes by domain. */
  public List<Row> rows(Collection<String> present) {
    List<Row> rows = new ArrayList<>();
    SettingCatalogue.keys().forEach(key -> rows.add(row(key.name(), key)));
    new TreeSet<>(present)
        .stream()
            .filter(key -> key.startsWith(SettingCatalogue.ROUTE_PREFIX))
            .forEach(key -> rows.add(row(key, null)));
    return rows;
  }

  private Row row(String name, @Nullable SettingKey<?> key) {
    Optional<Found> found = lookup.apply(name);
    String effect = key == null ? "" : key.effect();
    if (found.isEmpty()) {
      return new Row(name, key == null ? null : key.defaultText(), Origin.DEFAULT, 0, "", effect);
    }
    Origin origin = found.get().origin();
    String value = SECRET.matcher(name).matches() ? MASK : found.get().text();
    return new Row(
        name, value, origin, origin == Origin.FILE ? line(name) : 0, place(origin, name), effect);
  }

  private static String place(Origin origin, String name) {
    return switch (origin) {
      case ENVIRONMENT -> SettingsSources.variable(name);
      case PROPERTY -> SettingsSources.PREFIX + name;
      case FILE, SERVER, DEFAULT -> "";
    };
  }

  /** The line of the file on which a key stands; 0 where it is written in an unusual way. */
  private int line(String name) {
    Pattern here = Pattern.compile("\\s*" + Pattern.quote(name) + "\\s*[=:\\s].*");
    try (BufferedReader reader =
        Files.newBufferedReader(data.resolve(SettingsFile.NAME), StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      for (int number = 1; line != null; number++) {
        if (here.matcher(line).matches()) {
          return number;
        }
        line = reader.readLine();
      }
      return 0;
    } catch (IOException changedMeanwhile) {
      return 0;
    }
  }
}
