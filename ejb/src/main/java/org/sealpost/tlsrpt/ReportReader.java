package org.sealpost.tlsrpt;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PeerText;

/**
 * Reads the JSON of a report (RFC 8460 §4.4): what it needs has to be right, what nobody knows is
 * passed over, and a list may be a single string, as many reporters write it.
 */
final class ReportReader {
  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int MOST_POLICIES = 100;
  private static final int MOST_FAILURES = 500;
  private static final int MOST_STRINGS = 100;
  private static final int MOST_TEXT = 255;

  /** RFC 8460 §4.4 needs five; what nobody knows may have some more. */
  private static final int MOST_DEPTH = 30;

  private static final int MOST_STRING = 1_000;

  /** Sums of as many as there may be still fit a long. */
  private static final long MOST_SESSIONS = 1_000_000_000_000L;

  private ReportReader() {}

  /** Why a report cannot be taken; the message is in one line and without text of the report's. */
  static final class MalformedReportException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedReportException(String what) {
      super(what);
    }
  }

  static ReceivedReport read(String json) throws MalformedReportException {
    if (isDeep(json)) {
      throw new MalformedReportException("it is nested deeper than a report can be");
    }
    JsonObject root;
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      root = reader.readObject();
    } catch (JsonException | IllegalStateException notJson) {
      throw new MalformedReportException("it is no JSON object");
    }
    try {
      return report(root);
    } catch (ClassCastException otherType) {
      throw new MalformedReportException("a member is of another type");
    }
  }

  /** Parsers go down a level of their stack for each level of the text. */
  private static boolean isDeep(String json) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < json.length() && depth <= MOST_DEPTH; i++) {
      char c = json.charAt(i);
      if (quoted) {
        i += c == '\\' ? 1 : 0;
        quoted = c != '"';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        depth--;
      }
    }
    return depth > MOST_DEPTH;
  }

  private static ReceivedReport report(JsonObject root) throws MalformedReportException {
    JsonObject range = object(root, "date-range");
    Instant begin = time(range, "start-datetime");
    Instant end = time(range, "end-datetime");
    if (end.isBefore(begin)) {
      throw new MalformedReportException("it ends before it begins");
    }
    String reportId = text(root, "report-id", MOST_TEXT);
    if (reportId == null || reportId.isBlank()) {
      throw new MalformedReportException("it has no report-id");
    }
    JsonArray all = array(root, "policies");
    if (all == null || all.isEmpty() || all.size() > MOST_POLICIES) {
      throw new MalformedReportException("it has no policies, or more than " + MOST_POLICIES);
    }
    List<ReceivedReport.Policy> policies = new ArrayList<>();
    for (JsonValue each : all) {
      policies.add(policy(each.asJsonObject()));
    }
    return new ReceivedReport(
        orEmpty(text(root, "organization-name", MOST_TEXT)),
        orEmpty(text(root, "contact-info", MOST_TEXT)),
        reportId,
        begin,
        end,
        policies);
  }

  private static ReceivedReport.Policy policy(JsonObject json) throws MalformedReportException {
    JsonObject policy = object(json, "policy");
    JsonObject summary = object(json, "summary");
    String type = text(policy, "policy-type", MOST_TEXT);
    String domain = text(policy, "policy-domain", MOST_TEXT);
    if (type == null || domain == null) {
      throw new MalformedReportException("a policy has no policy-type or no policy-domain");
    }
    List<ReceivedReport.Failure> failures = new ArrayList<>();
    JsonArray details = array(json, "failure-details");
    if (details != null) {
      for (JsonValue each : details.subList(0, Math.min(details.size(), MOST_FAILURES))) {
        failures.add(failure(each.asJsonObject()));
      }
    }
    return new ReceivedReport.Policy(
        type,
        strings(policy, "policy-string"),
        domain,
        strings(policy, "mx-host"),
        count(summary, "total-successful-session-count"),
        count(summary, "total-failure-session-count"),
        failures);
  }

  private static ReceivedReport.Failure failure(JsonObject json) throws MalformedReportException {
    String type = text(json, "result-type", MOST_TEXT);
    if (type == null) {
      throw new MalformedReportException("a failure has no result-type");
    }
    return new ReceivedReport.Failure(
        type,
        text(json, "sending-mta-ip", 64),
        text(json, "receiving-mx-hostname", MOST_TEXT),
        text(json, "receiving-mx-helo", MOST_TEXT),
        text(json, "receiving-ip", 64),
        orEmpty(text(json, "failure-reason-code", MOST_TEXT)),
        count(json, "failed-session-count"));
  }

  private static JsonObject object(JsonObject json, String name) throws MalformedReportException {
    JsonValue value = json.get(name);
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new MalformedReportException("it has no " + name);
  }

  private static @Nullable JsonArray array(JsonObject json, String name) {
    JsonValue value = json.get(name);
    return value == null || value == JsonValue.NULL ? null : value.asJsonArray();
  }

  private static long count(JsonObject json, String name) throws MalformedReportException {
    if (json.get(name) instanceof JsonNumber number && number.isIntegral()) {
      try {
        long count = number.longValueExact();
        if (count >= 0 && count <= MOST_SESSIONS) {
          return count;
        }
      } catch (ArithmeticException tooLarge) {
        throw new MalformedReportException(name + " is no count");
      }
    }
    throw new MalformedReportException(name + " is no count");
  }

  private static Instant time(JsonObject json, String name) throws MalformedReportException {
    String text = text(json, name, 64);
    try {
      if (text != null) {
        return OffsetDateTime.parse(text).toInstant(); // RFC 3339 §5.6
      }
    } catch (DateTimeException malformed) {
      throw new MalformedReportException(name + " is no time");
    }
    throw new MalformedReportException("it has no " + name);
  }

  private static @Nullable String text(JsonObject json, String name, int most) {
    JsonValue value = json.get(name);
    if (value == null || value == JsonValue.NULL) {
      return null;
    }
    return PeerText.oneLine(((JsonString) value).getString(), most);
  }

  private static List<String> strings(JsonObject json, String name) {
    JsonValue value = json.get(name);
    if (value instanceof JsonString one) {
      return List.of(PeerText.oneLine(one.getString(), MOST_STRING));
    }
    if (!(value instanceof JsonArray all)) {
      return List.of();
    }
    return all.stream()
        .limit(MOST_STRINGS)
        .map(each -> PeerText.oneLine(((JsonString) each).getString(), MOST_STRING))
        .toList();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
