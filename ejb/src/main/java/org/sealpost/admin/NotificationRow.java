package org.sealpost.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.NotificationKind;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.TlsRequirement;

/**
 * One notification that was sent.
 *
 * @param kind the gravest of what it tells
 * @param toPostmaster whether the postmaster was told, not the sender
 * @param addressee where it went
 * @param messageId the message it tells of; its entry goes with that message
 * @param queueId the same as the log has it
 * @param reversePath whose message it tells of, empty for a notification
 * @param recipients the first of the recipients it tells of
 * @param recipientCount how many there are in all
 * @param status enhanced status code of the gravest thing it tells
 * @param requirement under which it travels
 * @param notificationId the message it is
 * @param notificationQueueId the same as the log has it
 * @param state where it stands; null where it was removed after its time
 */
public record NotificationRow(
    long id,
    Instant sentAt,
    NotificationKind kind,
    boolean toPostmaster,
    String addressee,
    long messageId,
    String queueId,
    String reversePath,
    List<String> recipients,
    int recipientCount,
    String status,
    TlsRequirement requirement,
    long notificationId,
    String notificationQueueId,
    @Nullable RecipientState state) {
  /** Copies the list. */
  public NotificationRow {
    recipients = List.copyOf(recipients);
  }
}
