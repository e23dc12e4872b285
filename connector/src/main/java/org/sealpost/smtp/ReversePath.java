package org.sealpost.smtp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a message says its failures go (RFC 5321 §4.1.1.2): a mailbox, or the null reverse-path
 * {@code <>} of notifications.
 *
 * @param mailbox null for {@code <>}
 */
public record ReversePath(@Nullable Mailbox mailbox) {
  /** {@code <>}: nobody is told when this message fails (RFC 5321 §4.5.5). */
  public static final ReversePath NULL = new ReversePath(null);

  /** Reads the text between the angle brackets; a source route is ignored (RFC 5321 §4.1.1.3). */
  public static Optional<ReversePath> parse(String text) {
    if (text.isEmpty()) {
      return Optional.of(NULL);
    }
    return ForwardPath.mailboxAfterSourceRoute(text).map(ReversePath::new);
  }

  /** Whether this is {@code <>}. */
  public boolean isNull() {
    return mailbox == null;
  }

  /** The text between the angle brackets: empty for the null reverse-path. */
  public String text() {
    return mailbox == null ? "" : mailbox.toString();
  }

  @Override
  public String toString() {
    return "<" + text() + ">";
  }
}
