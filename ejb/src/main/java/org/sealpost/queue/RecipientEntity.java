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
import org.sealpost.smtp.EnvelopeRecipient;
import org.sealpost.smtp.ForwardPath;
import org.sealpost.smtp.Mailbox;
import org.sealpost.smtp.OriginalRecipient;
import org.sealpost.smtp.RecipientParameters;

/** One recipient of a message, and where it stands. */
@Entity
@Table(name = "recipient")
public class RecipientEntity {
  @Id
  @SequenceGenerator(name = "recipient_seq", sequenceName = "recipient_seq", allocationSize = 200)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "recipient_seq")
  private long id;

  @Column(name = "message_id")
  private long messageId;

  @Column(name = "forward_path")
  private String forwardPath = "";

  private String domain = "";

  @Enumerated(EnumType.STRING)
  private RecipientState state = RecipientState.QUEUED;

  private int attempts;

  @Column(name = "next_attempt")
  private @Nullable Long nextAttempt;

  /** When it may be claimed; null unless it waits and is not parked. */
  @Column(name = "due_at")
  private @Nullable Long dueAt;

  /** The rank of its {@link Urgency}. */
  private int urgency = Urgency.NORMAL.rank();

  /** The line that it waits for by name; null unless it waits and is parked. */
  private @Nullable String parked;

  @Column(name = "lease_until")
  private @Nullable Long leaseUntil;

  @Column(name = "leased_by")
  private @Nullable String leasedBy;

  @Column(name = "last_status")
  private @Nullable String lastStatus;

  @Column(name = "last_text")
  private @Nullable String lastText;

  @Column(name = "finished_at")
  private @Nullable Long finishedAt;

  /** When it was finished, until it was looked at whether its message can be removed. */
  @Column(name = "sweep_at")
  private @Nullable Long sweepAt;

  @Column(name = "delay_told_at")
  private @Nullable Long delayToldAt;

  @Column(name = "notify_on")
  private @Nullable String notifyOn;

  @Column(name = "original_recipient")
  private @Nullable String originalRecipient;

  /** Whether it is to be held as soon as its attempt has ended, or instead of it. */
  @Column(name = "hold_asked")
  private boolean holdAsked;

  @Column(name = "hold_rule")
  private @Nullable Long holdRule;

  /** For JPA. */
  protected RecipientEntity() {}

  RecipientEntity(long messageId, EnvelopeRecipient recipient, Instant due, Urgency urgency) {
    this.messageId = messageId;
    this.urgency = urgency.rank();
    this.forwardPath = recipient.path().text();
    this.domain = recipient.path().domain().name();
    this.nextAttempt = due.toEpochMilli();
    this.dueAt = nextAttempt;
    RecipientParameters asked = recipient.parameters();
    OriginalRecipient original = asked.originalRecipient();
    this.notifyOn = asked.notifyText();
    this.originalRecipient = original == null ? null : original.toString();
  }

  /** Claims it for a node. */
  void lease(Lease lease) {
    state = RecipientState.DELIVERING;
    dueAt = null;
    leasedBy = lease.node();
    leaseUntil = lease.until().toEpochMilli();
  }

  /** Keeps it back by a rule. */
  void hold(HeldBy held) {
    state = RecipientState.HELD;
    nextAttempt = null;
    dueAt = null;
    holdRule = held.rule();
    lastText = held.why();
  }

  /** Whether somebody has held it while a node works on it. */
  boolean isHoldAsked() {
    return holdAsked;
  }

  /** The rule that held it back last; null where none has. */
  public @Nullable Long holdRule() {
    return holdRule;
  }

  public long id() {
    return id;
  }

  public long messageId() {
    return messageId;
  }

  public ForwardPath forwardPath() {
    return new ForwardPath(Mailbox.of(forwardPath));
  }

  /** What was asked for it (RFC 3461). */
  public RecipientParameters parameters() {
    return new RecipientParameters(
        notifyOn == null ? null : RecipientParameters.parseNotify(notifyOn).orElseThrow(),
        originalRecipient == null
            ? null
            : OriginalRecipient.parse(originalRecipient, true).orElseThrow());
  }

  public String domain() {
    return domain;
  }

  public RecipientState state() {
    return state;
  }

  public Urgency urgency() {
    return Urgency.ofRank(urgency);
  }

  /** Whether it waits by the name of its line, and not by its time. */
  public boolean isParked() {
    return parked != null;
  }

  /** When it may be claimed; null unless it waits by its time. */
  public @Nullable Instant dueAt() {
    return dueAt == null ? null : Instant.ofEpochMilli(dueAt);
  }

  public int attempts() {
    return attempts;
  }

  public @Nullable Instant nextAttempt() {
    return nextAttempt == null ? null : Instant.ofEpochMilli(nextAttempt);
  }

  public @Nullable String lastStatus() {
    return lastStatus;
  }

  public @Nullable String lastText() {
    return lastText;
  }
}
