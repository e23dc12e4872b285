package org.sealpost.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where everything is kept. The one setting that cannot stand in the file, which lies in it. */
public final class DataDirectory {
  /** Key of the setting, without its prefix. */
  public static final String KEY = "data";

  /** What is taken where nothing is set: below the directory the program was started in. */
  static final String DEFAULT = "data";

  private DataDirectory() {}

  /**
   * The data directory, absolute; it need not exist.
   *
   * @param text what was set
   * @throws WrongSettingsException where this cannot be a path
   */
  public static Path locate(Optional<String> text) {
    String path = text.map(String::strip).filter(set -> !set.isEmpty()).orElse(DEFAULT);
    try {
      return Path.of(path).toAbsolutePath().normalize();
    } catch (InvalidPathException notAPath) {
      throw new WrongSettingsException(
          List.of("data = " + path + ": has to be a directory; for example /var/lib/sealpost"));
    }
  }
}
