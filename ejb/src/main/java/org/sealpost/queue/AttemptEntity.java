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
import org.jspecify.annotations.Nullable;
import org.sealpost.delivery.Failure;
import org.sealpost.delivery.HostTrace;

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

  /** What attempts before the schema's version 7 have instead of a trace. */
  private String hosts = "";

  private @Nullable String trace;

  @Column(name = "began_at")
  private @Nullable Long beganAt;

  @Enumerated(EnumType.STRING)
  private @Nullable RecipientState state;

  @Enumerated(EnumType.STRING)
  private @Nullable FailureKind failure;

  @Column(name = "next_attempt")
  private @Nullable Long nextAttempt;

  @Column(name = "retry_rule")
  private @Nullable Long retryRule;

  /** For JPA. */
  protected AttemptEntity() {}

  /**
   * @param trace decision and result host by host, as {@link TraceText} writes it
   */
  AttemptEntity(Ended ended, String trace) {
    this.messageId = ended.messageId();
    this.recipientId = ended.recipientId();
    this.forwardPath = ended.forwardPath();
    this.at = ended.at().toEpochMilli();
    this.outcome = ended.outcome();
    this.status = ended.status();
    this.explanation = ended.explanation();
    this.reply = ended.replyText();
    this.trace = trace;
    this.state = ended.state();
    this.retryRule = ended.retryRule();
    Failure failed = ended.failure();
    this.failure = failed == null ? null : FailureKind.of(failed);
    Instant began = ended.began();
    this.beganAt = began == null ? null : began.toEpochMilli();
    Instant next = ended.nextAttempt();
    this.nextAttempt = next == null ? null : next.toEpochMilli();
  }

  public long recipientId() {
    return recipientId;
  }

  /**
   * When the recipient was leased for it; null where an operator ended the delivery without an
   * attempt, and of attempts before the schema's version 13.
   */
  public @Nullable Instant began() {
    return beganAt == null ? null : Instant.ofEpochMilli(beganAt);
  }

  /** Where it left the recipient; null of attempts before the schema's version 13. */
  public @Nullable RecipientState state() {
    return state;
  }

  /** What kept it; null where nothing did, and of attempts before the schema's version 13. */
  public @Nullable FailureKind failure() {
    return failure;
  }

  /** When it was to be tried again; null for never. */
  public @Nullable Instant nextAttempt() {
    return nextAttempt == null ? null : Instant.ofEpochMilli(nextAttempt);
  }

  /** The key of the rule that chose that time; null for the settings. */
  public @Nullable Long retryRule() {
    return retryRule;
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

  /** Decision and result, host by host; empty for an attempt before there were traces. */
  public List<HostTrace> trace() {
    return trace == null ? List.of() : TraceText.read(trace);
  }

  /** Decision and result in one line a host, of an attempt before there were traces. */
  public List<String> hosts() {
    return hosts.lines().toList();
  }
}
