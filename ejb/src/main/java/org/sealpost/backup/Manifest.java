package org.sealpost.backup;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Properties;

/**
 * What a back-up says of itself.
 *
 * @param version of the program that made it
 * @param schema how far its database had come
 * @param made when it was complete
 */
public record Manifest(String version, DatabaseSchema schema, Instant made) {
  /** The file it is in. */
  static final String FILE = "manifest.properties";

  /** Changes when an older program could no longer restore it. */
  private static final String FORMAT = "1";

  void write(Path directory) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("format", FORMAT);
    properties.setProperty("version", version);
    properties.setProperty("schema", schema.version());
    properties.setProperty("changes", String.join(",", schema.changes()));
    properties.setProperty("made", made.toString());
    try (Writer writer = Files.newBufferedWriter(directory.resolve(FILE), StandardCharsets.UTF_8)) {
      properties.store(writer, "A back-up made by Sealpost");
    }
  }

  static Manifest read(Path directory) throws IOException, BackupRefusedException {
    Path file = directory.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new BackupRefusedException(directory + " is no back-up: it has no " + FILE + ".");
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    if (!FORMAT.equals(properties.getProperty("format"))) {
      throw new BackupRefusedException(
          "The back-up in " + directory + " is of a format that this release does not know.");
    }
    try {
      return new Manifest(
          properties.getProperty("version", "unknown"),
          schema(properties),
          Instant.parse(properties.getProperty("made", "")));
    } catch (DateTimeParseException broken) {
      throw new BackupRefusedException(file + " does not say when the back-up was made.");
    }
  }

  private static DatabaseSchema schema(Properties properties) {
    String changes = properties.getProperty("changes", "");
    return new DatabaseSchema(
        properties.getProperty("schema", DatabaseSchema.UNKNOWN.version()),
        changes.isEmpty() ? List.of() : List.of(changes.split(",", -1)));
  }
}
