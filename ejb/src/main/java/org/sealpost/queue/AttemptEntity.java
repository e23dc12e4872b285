package org.sealpost.queue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one attempt did and came to, for one recipient. */
@Entity
@Table(name = "attempt")
public class AttemptEntity {
  @Id
  @SequenceGenerator(name = "attempt_seq", sequenceName = "attempt_seq", allocationSize = 200)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "attempt_seq")
  private long id;

  @Column(name = "message_id")
  private long messageId;

  @Column(name = "recipient_id")
  private long recipientId;

  @Column(name = "forward_path")
  private String forwardPath = "";

  @Column(name = "ended_at")
  private long at;

  private String outcome = "";

  private @Nullable String status;

  private @Nullable String explanation;

  private String reply = "";

  private String hosts = "";

  /** For JPA. */
  protected AttemptEntity() {}

  AttemptEntity(long messageId, Ended ended, Instant at) {
    this.messageId = messageId;
    this.recipientId = ended.recipientId();
    this.forwardPath = ended.forwardPath();
    this.at = at.toEpochMilli();
    this.outcome = ended.outcome();
    this.status = ended.status();
    this.explanation = ended.explanation();
    this.reply = ended.replyText();
    this.hosts = ended.hostText();
  }

  public Instant at() {
    return Instant.ofEpochMilli(at);
  }

  public String forwardPath() {
    return forwardPath;
  }

  public String outcome() {
    return outcome;
  }

  public @Nullable String status() {
    return status;
  }

  public @Nullable String explanation() {
    return explanation;
  }

  /** The peer's reply, one element a line; empty where there was none. */
  public List<String> replyLines() {
    return reply.lines().toList();
  }

  /** Decision and result, host by host. */
  public List<String> hosts() {
    return hosts.lines().toList();
  }
}
