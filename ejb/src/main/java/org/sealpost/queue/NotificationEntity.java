package org.sealpost.queue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.sealpost.report.Addressee;
import org.sealpost.report.ReportedRecipient;
import org.sealpost.smtp.TlsRequirement;

/** One notification that was queued: what it told whom of which message. */
@Entity
@Table(name = "notification")
public class NotificationEntity {
  private static final int MOST_RECIPIENTS = 8_000;

  @Id
  @SequenceGenerator(
      name = "notification_seq",
      sequenceName = "notification_seq",
      allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "notification_seq")
  private long id;

  @Column(name = "sent_at")
  private long sentAt;

  @Enumerated(EnumType.STRING)
  private NotificationKind kind = NotificationKind.FAILED;

  @Enumerated(EnumType.STRING)
  private Addressee.Audience audience = Addressee.Audience.SENDER;

  private String status = "";

  @Enumerated(EnumType.STRING)
  private TlsRequirement requirement = TlsRequirement.DEFAULT;

  @Column(name = "message_id")
  private long messageId;

  @Column(name = "reverse_path")
  private String reversePath = "";

  private String recipients = "";

  @Column(name = "recipient_count")
  private int recipientCount;

  private String addressee = "";

  @Column(name = "notification_id")
  private long notificationId;

  /** For JPA. */
  protected NotificationEntity() {}

  /**
   * A notification that was just queued.
   *
   * @param about the message it tells of
   * @param itself the message it is
   * @param recipients whom it tells of, at least one
   */
  NotificationEntity(
      MessageEntity about,
      MessageEntity itself,
      Addressee addressee,
      List<ReportedRecipient> recipients) {
    this.sentAt = itself.received().toEpochMilli();
    this.kind = NotificationKind.of(about, addressee, recipients);
    this.audience = addressee.audience();
    ReportedRecipient.Action gravest = ReportedRecipient.gravest(recipients);
    this.status =
        recipients.stream()
            .filter(each -> each.action() == gravest)
            .map(each -> each.diagnosis().status().toString())
            .findFirst()
            .orElseThrow();
    this.requirement = itself.requirement();
    this.messageId = about.id();
    this.reversePath = about.reversePath().text();
    this.recipients = lines(recipients);
    this.recipientCount = recipients.size();
    this.addressee = addressee.mailbox().toString();
    this.notificationId = itself.id();
  }

  private static String lines(List<ReportedRecipient> recipients) {
    StringBuilder lines = new StringBuilder();
    for (ReportedRecipient each : recipients) {
      String path = each.forwardPath().text();
      if (lines.length() + path.length() + 1 > MOST_RECIPIENTS) {
        break;
      }
      lines.append(lines.isEmpty() ? "" : "\n").append(path);
    }
    return lines.toString();
  }

  public long id() {
    return id;
  }

  public Instant sentAt() {
    return Instant.ofEpochMilli(sentAt);
  }

  public NotificationKind kind() {
    return kind;
  }

  public Addressee.Audience audience() {
    return audience;
  }

  /** Enhanced status code of the gravest thing it tells. */
  public String status() {
    return status;
  }

  public TlsRequirement requirement() {
    return requirement;
  }

  /** The message it tells of; it may be gone. */
  public long messageId() {
    return messageId;
  }

  /** Whose message it tells of, empty for a notification. */
  public String reversePath() {
    return reversePath;
  }

  /** The first of the recipients it tells of. */
  public List<String> recipients() {
    return recipients.lines().toList();
  }

  /** How many there are in all. */
  public int recipientCount() {
    return recipientCount;
  }

  public String addressee() {
    return addressee;
  }

  /** The message it is; it may be gone. */
  public long notificationId() {
    return notificationId;
  }
}
