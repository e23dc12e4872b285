package org.sealpost.admin;

import org.jspecify.annotations.Nullable;
import org.sealpost.queue.NotificationKind;

/**
 * Which notifications to list; null means any.
 *
 * @param kind what they tell
 * @param text part of the addressee, the reverse-path or a recipient, case ignored
 * @param messageId the message they tell of or are
 */
public record NotificationFilter(
    @Nullable NotificationKind kind, @Nullable String text, @Nullable Long messageId) {
  /** Every notification. */
  public static final NotificationFilter ALL = new NotificationFilter(null, null, null);

  /** What has to do with one message. */
  public static NotificationFilter of(long messageId) {
    return new NotificationFilter(null, null, messageId);
  }
}
