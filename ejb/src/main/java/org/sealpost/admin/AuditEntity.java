package org.sealpost.admin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.queue.MessageEntity;

/** One line of the audit log; never changed, never removed. */
@Entity
@EntityListeners(DoorStamp.class)
@Table(name = "audit_entry")
public class AuditEntity {
  @Id
  @SequenceGenerator(name = "audit_seq", sequenceName = "record_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_seq")
  private long id;

  @Column(name = "done_at")
  private long at;

  private String actor = "";
  private String action = "";

  @Column(name = "message_id")
  private @Nullable Long messageId;

  @Column(name = "value_before")
  private @Nullable String before;

  @Column(name = "value_after")
  private @Nullable String after;

  private @Nullable String reason;

  private String door = Door.SERVER.name();

  private @Nullable String token;

  /** Whether the door is known already, and not that of the request of this moment. */
  @Transient private boolean begunBefore;

  /** For JPA. */
  protected AuditEntity() {}

  AuditEntity(AuditRow row) {
    at = row.at().toEpochMilli();
    actor = row.actor();
    action = row.action();
    messageId = row.messageId();
    before = row.before();
    after = row.after();
    reason = row.reason();
    door = row.door();
    token = row.token();
  }

  /** By the door of the request of this moment, unless it was begun by another. */
  void cameThrough(Door through, @Nullable String withToken) {
    if (!begunBefore) {
      door = through.name();
      token = withToken;
    }
  }

  void wasBegunBy(Originator originator) {
    door = originator.door().name();
    token = originator.token();
    begunBefore = true;
  }

  AuditRow toRow() {
    return new AuditRow(
        id,
        Instant.ofEpochMilli(at),
        actor,
        action,
        messageId,
        messageId == null ? null : MessageEntity.queueId(messageId),
        before,
        after,
        reason,
        door,
        token);
  }
}
