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
import org.jspecify.annotations.Nullable;

/**
 * That a rule has held a recipient back, or given it another time, or what it held was let go.
 * Attempts and the commands of operators leave rows of their own.
 */
@Entity
@Table(name = "recipient_change")
public class RecipientChange {
  @Id
  @SequenceGenerator(
      name = "recipient_change_seq",
      sequenceName = "record_seq",
      allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "recipient_change_seq")
  private long id;

  @Column(name = "message_id")
  private long messageId;

  @Column(name = "recipient_id")
  private long recipientId;

  @Column(name = "changed_at")
  private long at;

  @Enumerated(EnumType.STRING)
  private RecipientState state = RecipientState.QUEUED;

  @Column(name = "next_attempt")
  private @Nullable Long nextAttempt;

  @Column(name = "flow_rule")
  private long rule;

  /** For JPA. */
  protected RecipientChange() {}

  RecipientChange(RecipientEntity of, RecipientState state, By by) {
    this.messageId = of.messageId();
    this.recipientId = of.id();
    this.state = state;
    this.rule = by.rule();
    this.at = by.at().toEpochMilli();
    Instant next = by.next();
    this.nextAttempt = next == null ? null : next.toEpochMilli();
  }

  /**
   * What brought it about.
   *
   * @param rule the key of the rule
   * @param next when it is tried then; null for never
   */
  record By(long rule, Instant at, @Nullable Instant next) {}

  public long recipientId() {
    return recipientId;
  }

  public Instant at() {
    return Instant.ofEpochMilli(at);
  }

  /** The state it came to. */
  public RecipientState state() {
    return state;
  }

  /** When it is tried then; null for never. */
  public @Nullable Instant nextAttempt() {
    return nextAttempt == null ? null : Instant.ofEpochMilli(nextAttempt);
  }

  /** The key of the rule. */
  public long rule() {
    return rule;
  }
}
