package org.sealpost.tlsrpt;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PeerText;

/** A place that a report of ours went to, or was kept from. */
@Entity
@Table(name = "tls_report_target")
public class ReportTargetEntity {
  private static final int MOST_TARGET = 1_000;
  private static final int MOST_NOTE = 500;

  @Id
  @SequenceGenerator(name = "record_seq", sequenceName = "record_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "record_seq")
  private long id;

  @Column(name = "report_ref")
  private long report;

  private String target = "";

  private boolean sent;

  @Column(name = "message_id")
  private @Nullable Long messageId;

  private String note = "";

  @Column(name = "done_at")
  private long doneAt;

  /** For JPA. */
  protected ReportTargetEntity() {}

  /**
   * @param messageId the mail it left in; null for none
   */
  ReportTargetEntity(long report, String target, @Nullable Long messageId) {
    this.report = report;
    this.target = PeerText.oneLine(target, MOST_TARGET);
    this.messageId = messageId;
  }

  ReportTargetEntity done(boolean isSent, String why, Instant now) {
    sent = isSent;
    note = PeerText.oneLine(why, MOST_NOTE);
    doneAt = now.toEpochMilli();
    return this;
  }

  String target() {
    return target;
  }

  boolean sent() {
    return sent;
  }

  @Nullable Long messageId() {
    return messageId;
  }

  String note() {
    return note;
  }

  Instant at() {
    return Instant.ofEpochMilli(doneAt);
  }
}
