package org.sealpost.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The file {@code sealpost.properties} in the data directory: UTF-8, keys without a prefix. */
public final class SettingsFile {
  /** Its name. */
  public static final String NAME = "sealpost.properties";

  private SettingsFile() {}

  /**
   * What the file says; nothing where there is no file.
   *
   * @throws WrongSettingsException where it cannot be read, a key stands in it twice, or it sets
   *     the data directory
   */
  public static Map<String, String> read(Path data) {
    if (!Files.isDirectory(data)) {
      // Whether one can be made there is not for this class to say.
      return Map.of();
    }
    Path file = data.resolve(NAME);
    List<String> problems = new ArrayList<>();
    Map<String, String> lines = new TreeMap<>();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      new Lines(lines, problems).load(reader);
    } catch (NoSuchFileException ignored) {
      // Every setting has a default.
      return Map.of();
    } catch (CharacterCodingException notUtf8) {
      problems.add(file + ": has to be UTF-8 text");
    } catch (IOException | IllegalArgumentException unreadable) {
      problems.add(file + ": cannot be read: " + unreadable.getMessage());
    }
    if (lines.containsKey(DataDirectory.KEY)) {
      problems.add(
          "data: cannot be set in the file, which lies in that directory; set the environment"
              + " variable SEALPOST_DATA or the system property sealpost.data");
    }
    if (!problems.isEmpty()) {
      throw new WrongSettingsException(problems);
    }
    return lines;
  }

  /** Takes the lines as they come, because Properties would keep only the last of two. */
  private static final class Lines extends Properties {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> lines;
    private final transient List<String> problems;

    Lines(Map<String, String> lines, List<String> problems) {
      this.lines = lines;
      this.problems = problems;
    }

    @Override
    public synchronized Object put(Object key, Object value) {
      if (lines.put(key.toString(), value.toString()) != null) {
        problems.add(key + ": stands in " + NAME + " twice");
      }
      return value;
    }
  }
}
