package org.sealpost.config.microprofile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** A configuration of one file and the data directory it is in. */
final class FakeConfig implements Config {
  private static final String DATA = "sealpost.data";

  private final Path data;
  private final FileConfigSource file;

  FakeConfig(Path data) {
    this.data = data;
    this.file = new FileConfigSource(Optional.of(data.toString()));
  }

  @Override
  public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
    @Nullable String text = name.equals(DATA) ? data.toString() : file.getValue(name);
    return Optional.ofNullable(text).map(type::cast);
  }

  @Override
  public Iterable<String> getPropertyNames() {
    List<String> names = new ArrayList<>(file.getPropertyNames());
    names.add(DATA);
    return names;
  }

  @Override
  public Iterable<ConfigSource> getConfigSources() {
    return List.of(file);
  }

  @Override
  public <T> T getValue(String name, Class<T> type) {
    return getOptionalValue(name, type).orElseThrow();
  }

  @Override
  public ConfigValue getConfigValue(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> Optional<Converter<T>> getConverter(Class<T> type) {
    return Optional.empty();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw new IllegalArgumentException(type.getName());
  }
}
