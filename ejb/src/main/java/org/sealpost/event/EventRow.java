package org.sealpost.event;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.util.List;

/**
 * The events of one transaction as they wait to be sent.
 *
 * @param id its key, by which they are in order
 * @param lost how many events were dropped at its place
 * @param content a JSON array; not copied, it is read once
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record EventRow(long id, long lost, byte[] content) {
  /** In the order in which they happened. */
  public List<JsonObject> events() {
    try (JsonReader reader = Event.JSON.createReader(new ByteArrayInputStream(content))) {
      return reader.readArray().stream().map(JsonValue::asJsonObject).toList();
    }
  }
}
