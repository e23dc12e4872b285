package org.sealpost.queue;

import java.util.List;
import org.sealpost.report.Addressee;
import org.sealpost.report.ReportedRecipient;

/** What a notification tells: the gravest of what happened to the recipients it is about. */
public enum NotificationKind {
  /** Given up. */
  FAILED,
  /** Tried again. */
  DELAYED,
  /** Handed to a server that tells no more. */
  RELAYED,
  /** Sent on to several addresses. */
  EXPANDED,
  /** In its mailbox. */
  DELIVERED,
  /** A notification was given up; only the postmaster is told. */
  DOUBLE_BOUNCE;

  static NotificationKind of(
      MessageEntity about, Addressee addressee, List<ReportedRecipient> recipients) {
    if (about.reversePath().isNull() && addressee.audience() == Addressee.Audience.POSTMASTER) {
      return DOUBLE_BOUNCE;
    }
    return switch (ReportedRecipient.gravest(recipients)) {
      case FAILED -> FAILED;
      case DELAYED -> DELAYED;
      case RELAYED -> RELAYED;
      case EXPANDED -> EXPANDED;
      case DELIVERED -> DELIVERED;
    };
  }
}
