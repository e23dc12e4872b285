package org.sealpost.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** The events of one transaction, until they are sent. */
@Entity
@Table(name = "event_outbox")
public class EventEntity {
  @Id
  @SequenceGenerator(name = "event_seq", sequenceName = "event_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "event_seq")
  private long id;

  /** For queries alone. */
  @SuppressWarnings("UnusedVariable")
  private String node = "";

  @Column(name = "written_at")
  private long at;

  @Column(name = "event_count")
  private int count;

  @Column(name = "lost_count")
  private long lost;

  private byte[] content = new byte[0];

  /** For JPA. */
  protected EventEntity() {}

  EventEntity(String node, Instant now, int count, byte[] content) {
    this.node = node;
    this.at = now.toEpochMilli();
    this.count = count;
    this.content = content;
  }

  /** Turns it into the mark of a gap. */
  void mark(long lost, Instant now, byte[] content) {
    this.lost = lost;
    this.count = 0;
    this.at = now.toEpochMilli();
    this.content = content;
  }

  EventRow toRow() {
    return new EventRow(id, lost, content);
  }
}
