package org.sealpost.admin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.TlsRequirement;

/**
 * Where a page of the queue has ended: what its last row was sorted by, and its key. The next page
 * begins after it, whatever has come or gone since; no row is listed twice, and none left out that
 * was there all the time and not changed.
 *
 * @param sort what the list is sorted by: of another order it would mean nothing
 * @param value of the sorted column, as text
 * @param id the recipient's key
 */
public record QueueCursor(QueueSort sort, String value, long id) {
  private static final String SEPARATOR = "\n";

  /** The cursor as it stands in an address. */
  public String text() {
    String order = sort.ascending() ? "+" : "-";
    String all = String.join(SEPARATOR, order + sort.column(), Long.toString(id), value);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(all.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads it; empty where it is none of this order. */
  public static Optional<QueueCursor> parse(String text, QueueSort sort) {
    try {
      String all = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = all.split(SEPARATOR, 3);
      String order = (sort.ascending() ? "+" : "-") + sort.column();
      if (parts.length != 3 || !parts[0].equals(order)) {
        return Optional.empty();
      }
      QueueCursor read = new QueueCursor(sort, parts[2], Long.parseLong(parts[1]));
      read.key(); // whether the value is one of its column
      return Optional.of(read);
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  /** After that row. */
  static QueueCursor after(QueueRow row, QueueSort sort) {
    String value =
        switch (sort.column()) {
          case RECEIVED -> "";
          case REVERSE_PATH -> row.reversePath();
          case FORWARD_PATH -> row.forwardPath();
          case DOMAIN -> row.domain();
          case REQUIREMENT -> row.requirement().name();
          case STATE -> row.state().name();
          case NEXT_ATTEMPT ->
              row.nextAttempt() == null ? "0" : "" + row.nextAttempt().toEpochMilli();
          case OCTETS -> Long.toString(row.octets());
        };
    return new QueueCursor(sort, value, row.recipientId());
  }

  /** The value as the column has it. */
  Object key() {
    return switch (sort.column()) {
      case RECEIVED -> id;
      case REVERSE_PATH, FORWARD_PATH, DOMAIN -> value;
      case REQUIREMENT -> TlsRequirement.valueOf(value);
      case STATE -> RecipientState.valueOf(value);
      case NEXT_ATTEMPT, OCTETS -> Long.valueOf(value);
    };
  }
}
