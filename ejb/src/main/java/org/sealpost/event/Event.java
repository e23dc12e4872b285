package org.sealpost.event;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PeerText;

/**
 * Something that happened, as the schema {@code org/sealpost/jms/event-1.schema.json} describes it.
 * What is not known is left out; every text is cut, and on one line.
 */
public final class Event {
  /** Of the schema. */
  static final int VERSION = 1;

  /** The most characters of a text. */
  static final int MOST_TEXT = 1_000;

  static final JsonProvider JSON = JsonProvider.provider();

  private final JsonObjectBuilder members;

  private Event(EventKind kind, Instant at) {
    members =
        JSON.createObjectBuilder()
            .add("version", VERSION)
            .add("kind", kind.text())
            .add("at", at.toString());
  }

  /** That of this kind something happened then. */
  public static Event of(EventKind kind, Instant at) {
    return new Event(kind, at);
  }

  /** Adds a text, perhaps a peer's. */
  public Event with(String name, @Nullable String text) {
    if (text != null) {
      members.add(name, PeerText.oneLine(text, MOST_TEXT));
    }
    return this;
  }

  /** Adds a time. */
  public Event with(String name, @Nullable Instant time) {
    if (time != null) {
      members.add(name, time.toString());
    }
    return this;
  }

  /** Adds a number. */
  public Event with(String name, long number) {
    members.add(name, number);
    return this;
  }

  /** Adds a list of texts. */
  public Event with(String name, Collection<String> texts) {
    JsonArrayBuilder all = JSON.createArrayBuilder();
    texts.forEach(text -> all.add(PeerText.oneLine(text, MOST_TEXT)));
    members.add(name, all);
    return this;
  }

  /** Adds what is JSON already, and bounded. */
  public Event with(String name, @Nullable JsonValue value) {
    if (value != null) {
      members.add(name, value);
    }
    return this;
  }

  /**
   * The whole, once.
   *
   * @param id by which a subscriber drops doubles
   */
  JsonObject json(String id) {
    return members.add("id", id).build();
  }
}
