package org.sealpost.web.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.AuditFilter;
import org.sealpost.admin.Door;

/**
 * A filter of the audit log as it stands in the address of the page and of its download. What
 * cannot be read does not narrow: an old bookmark still opens the page.
 */
final class AuditParameters {
  private static final String[] NAMES = {
    "actor", "door", "action", "message", "from", "until", "text"
  };
  private static final int MOST_CHARACTERS = 200;
  private static final long NO_MESSAGE = -1;
  private static final Pattern QUEUE_ID = Pattern.compile("[0-9A-Za-z]{1,12}");

  private final Map<String, String> said = new LinkedHashMap<>();

  /** Of a request, by the names of its parameters. */
  AuditParameters(Function<String, @Nullable String> parameter) {
    for (String name : NAMES) {
      String value = parameter.apply(name);
      if (value != null && !value.isBlank()) {
        String text = value.strip();
        said.put(name, text.substring(0, Math.min(MOST_CHARACTERS, text.length())));
      }
    }
  }

  /** What was said; empty where nothing was. */
  String text(String name) {
    return said.getOrDefault(name, "");
  }

  boolean isEmpty() {
    return said.isEmpty();
  }

  /** Days are those of UTC; the last one counts as a whole. */
  AuditFilter filter() {
    return new AuditFilter(
        said.get("actor"),
        door(),
        said.get("action"),
        message().orElse(null),
        day("from").map(AuditParameters::begin).orElse(null),
        day("until").map(last -> begin(last.plusDays(1))).orElse(null),
        said.get("text"));
  }

  private @Nullable Door door() {
    return Arrays.stream(Door.values())
        .filter(each -> each.name().equals(said.get("door")))
        .findFirst()
        .orElse(null);
  }

  private Optional<Long> message() {
    String queueId = text("message");
    if (queueId.isEmpty()) {
      return Optional.empty();
    }
    // No message has this number: what is no queue id finds nothing, and not everything.
    return Optional.of(
        QUEUE_ID.matcher(queueId).matches()
            ? Long.parseLong(queueId, Character.MAX_RADIX)
            : NO_MESSAGE);
  }

  private Optional<LocalDate> day(String name) {
    try {
      return Optional.of(LocalDate.parse(text(name))).filter(day -> day.getYear() < 10_000);
    } catch (DateTimeException noDay) {
      return Optional.empty();
    }
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The same for another address; begins with a question mark, or is empty. */
  String query() {
    return said.isEmpty()
        ? ""
        : said.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
