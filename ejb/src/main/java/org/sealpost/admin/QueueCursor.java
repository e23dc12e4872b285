package org.sealpost.admin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of the queue has ended: what its last row was sorted by, and its key. The next page
 * begins after it, whatever has come or gone since; no row is listed twice, and none left out that
 * was there all the time and not changed. It says nothing of what its reader may see: a forged one
 * only begins elsewhere.
 *
 * @param sort what the list is sorted by: of another order it would mean nothing
 * @param value of the sorted column, as it is sorted; null where the row has none
 * @param id the recipient's key; newest first, the key that all have to be below
 */
public record QueueCursor(QueueSort sort, @Nullable String value, long id) {
  /** Longer than that of any column. */
  private static final int LONGEST = 4_000;

  private static final String SEPARATOR = "\n";
  private static final String VALUE = "=";

  /** The cursor as it stands in an address. */
  public String text() {
    String all =
        String.join(SEPARATOR, order(sort), Long.toString(id), value == null ? "" : VALUE + value);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(all.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads it; empty where it is none of this order. */
  public static Optional<QueueCursor> parse(String text, QueueSort sort) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      String all = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = all.split(SEPARATOR, 3);
      if (parts.length != 3 || !parts[0].equals(order(sort))) {
        return Optional.empty();
      }
      boolean none = parts[2].isEmpty();
      if (!none && !parts[2].startsWith(VALUE)) {
        return Optional.empty();
      }
      String value = none ? null : parts[2].substring(VALUE.length());
      return Optional.of(new QueueCursor(sort, value, Long.parseLong(parts[1])));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private static String order(QueueSort sort) {
    return (sort.ascending() ? "+" : "-") + sort.column();
  }
}
