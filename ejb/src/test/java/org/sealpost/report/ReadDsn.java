package org.sealpost.report;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** A notification as Python's email package reads it. */
public final class ReadDsn {
  private static final String SCRIPT = "read-dsn.py";

  private final JsonObject json;

  private ReadDsn(JsonObject json) {
    this.json = json;
  }

  /** Reads all of them, in one run; skips the test where there is no Python. */
  public static List<ReadDsn> all(List<byte[]> messages) {
    try {
      return read(messages);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<ReadDsn> read(List<byte[]> messages) throws IOException {
    Path script = Files.createTempFile("read-dsn", ".py");
    try (InputStream in = ReadDsn.class.getResourceAsStream(SCRIPT)) {
      Files.write(script, in.readAllBytes());
      Process python = start(script);
      JsonArrayBuilder all = Json.createArrayBuilder();
      messages.forEach(each -> all.add(Base64.getEncoder().encodeToString(each)));
      try (JsonWriter writer = Json.createWriter(python.getOutputStream())) {
        writer.writeArray(all.build());
      }
      try (JsonReader reader = Json.createReader(python.getInputStream())) {
        JsonArray read = reader.readArray();
        assertThat(read).hasSameSizeAs(messages);
        return read.stream().map(JsonValue::asJsonObject).map(ReadDsn::new).toList();
      }
    } finally {
      Files.delete(script);
    }
  }

  private static Process start(Path script) {
    try {
      return new ProcessBuilder("python3", script.toString())
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException missing) {
      return Assumptions.abort("no python3 here: " + missing);
    }
  }

  /** One of the texts the script gives. */
  public String text(String name) {
    return json.getString(name);
  }

  /** Whether it holds octets beyond ASCII. */
  public boolean isEightBit() {
    return json.getBoolean("eightBit");
  }

  /** What every notification has to be (RFC 6522 §3, RFC 3464 §2, RFC 3834 §3.1). */
  public ReadDsn isWellFormed() {
    assertThat(json.getJsonArray("defects")).as(json.toString()).isEmpty();
    assertThat(text("type")).isEqualTo("multipart/report");
    assertThat(text("reportType")).isEqualTo("delivery-status");
    assertThat(json.getInt("parts")).isEqualTo(3);
    assertThat(text("wordsType")).isEqualTo("text/plain");
    assertThat(text("autoSubmitted")).isEqualTo("auto-replied");
    assertThat(json.getInt("messageIds")).isEqualTo(1);
    assertThat(json.getInt("bareEnds")).isZero();
    assertThat(json.getInt("longestLine")).isLessThanOrEqualTo(998);
    assertThat(field(0, "Reporting-MTA")).isEqualTo("dns; mx.sealpost.example");
    return this;
  }

  /** How many recipients it tells of. */
  public int recipients() {
    return json.getJsonArray("groups").size() - 1;
  }

  /**
   * A field; several of one name are joined by a bar, none is empty.
   *
   * @param group 0 for the message, 1 and so on for its recipients
   */
  public String field(int group, String name) {
    return json.getJsonArray("groups").getJsonArray(group).stream()
        .map(JsonValue::asJsonArray)
        .filter(field -> field.getString(0).equalsIgnoreCase(name))
        .map(field -> field.getString(1).strip())
        .collect(Collectors.joining("|"));
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
