package org.sealpost.mailbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.sealpost.smtp.Mailbox;

/** A message that lies in a mailbox here; the message itself stays in the queue's tables. */
@Entity
@Table(name = "mailbox_entry")
public class MailboxEntry {
  @Id
  @SequenceGenerator(name = "record_seq", sequenceName = "record_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "record_seq")
  private long id;

  private String mailbox = "";

  @Column(name = "message_id")
  private long messageId;

  @Column(name = "delivered_at")
  private long deliveredAt;

  /** For JPA. */
  protected MailboxEntry() {}

  /** A delivery into a mailbox. */
  public MailboxEntry(Mailbox mailbox, long messageId, Instant at) {
    this.mailbox = mailbox.toString();
    this.messageId = messageId;
    this.deliveredAt = at.toEpochMilli();
  }

  public long id() {
    return id;
  }

  /** Whose mailbox, as an address. */
  public String mailbox() {
    return mailbox;
  }

  public long messageId() {
    return messageId;
  }

  public Instant delivered() {
    return Instant.ofEpochMilli(deliveredAt);
  }
}
