package org.sealpost.jms;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail as an application writes it, by the schema {@code mail-1.schema.json}.
 *
 * @param from one address, with or without a name
 * @param text null where there is none; text or html is there
 * @param html null where there is none
 */
record JsonMail(
    String from,
    List<String> to,
    List<String> cc,
    List<String> bcc,
    String subject,
    @Nullable String text,
    @Nullable String html,
    List<Attachment> attachments) {
  private static final JsonReaderFactory JSON = Json.createReaderFactory(Map.of());
  private static final Set<String> MEMBERS =
      Set.of("from", "to", "cc", "bcc", "subject", "text", "html", "attachments");
  private static final Set<String> ATTACHMENT_MEMBERS = Set.of("name", "type", "content");
  // Possessive: no text of any length makes it look back.
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]*+={0,2}+");
  private static final int MOST_ATTACHMENTS = 100;

  /** Copies the lists. */
  JsonMail {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
    attachments = List.copyOf(attachments);
  }

  /**
   * A file that goes with the mail.
   *
   * @param content in base64
   */
  record Attachment(String name, String type, String content) {
    byte[] octets() {
      return Base64.getDecoder().decode(content);
    }
  }

  static Set<String> members() {
    return MEMBERS;
  }

  static JsonMail read(String json) throws WrongOrderException {
    JsonObject root;
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      root = reader.readObject();
    } catch (JsonException | IllegalStateException notJson) {
      throw new WrongOrderException("The text is no JSON object.");
    }
    onlyKnown(root, MEMBERS, "");
    String text = optional(root, "text");
    String html = optional(root, "html");
    if (text == null && html == null) {
      throw new WrongOrderException("text: is missing; give text, html or both.");
    }
    String subject = optional(root, "subject");
    return new JsonMail(
        required(root, "from", ""),
        texts(root, "to"),
        texts(root, "cc"),
        texts(root, "bcc"),
        subject == null ? "" : subject,
        text,
        html,
        attachments(root));
  }

  private static List<Attachment> attachments(JsonObject root) throws WrongOrderException {
    List<Attachment> attachments = new ArrayList<>();
    for (JsonValue value : array(root, "attachments")) {
      String where = "attachments[" + attachments.size() + "].";
      if (!(value instanceof JsonObject one) || attachments.size() == MOST_ATTACHMENTS) {
        throw new WrongOrderException(
            "attachments: is a list of at most " + MOST_ATTACHMENTS + " objects.");
      }
      onlyKnown(one, ATTACHMENT_MEMBERS, where);
      attachments.add(
          new Attachment(
              required(one, "name", where), required(one, "type", where), content(one, where)));
    }
    return attachments;
  }

  private static String content(JsonObject attachment, String where) throws WrongOrderException {
    String content = required(attachment, "content", where);
    if (!BASE64.matcher(content).matches() || content.length() % 4 != 0) {
      throw new WrongOrderException(where + "content: is base64 (RFC 4648 §4), with its padding.");
    }
    return content;
  }

  private static void onlyKnown(JsonObject object, Set<String> known, String where)
      throws WrongOrderException {
    Set<String> others = new TreeSet<>(object.keySet());
    others.removeAll(known);
    if (!others.isEmpty()) {
      throw new WrongOrderException(
          where + others.iterator().next() + ": is unknown; there are " + new TreeSet<>(known));
    }
  }

  private static String required(JsonObject object, String name, String where)
      throws WrongOrderException {
    if (object.get(name) instanceof JsonString text) {
      return text.getString();
    }
    throw new WrongOrderException(where + name + ": is missing, or no text.");
  }

  private static @Nullable String optional(JsonObject object, String name)
      throws WrongOrderException {
    return object.containsKey(name) ? required(object, name, "") : null;
  }

  private static List<String> texts(JsonObject root, String name) throws WrongOrderException {
    List<String> texts = new ArrayList<>();
    for (JsonValue value : array(root, name)) {
      if (!(value instanceof JsonString text)) {
        throw new WrongOrderException(name + ": is a list of addresses.");
      }
      texts.add(text.getString());
    }
    return texts;
  }

  private static List<JsonValue> array(JsonObject root, String name) throws WrongOrderException {
    JsonValue value = root.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof JsonArray array) {
      return List.copyOf(array);
    }
    throw new WrongOrderException(name + ": is a list.");
  }
}
