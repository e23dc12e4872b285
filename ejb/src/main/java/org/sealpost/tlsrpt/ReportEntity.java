package org.sealpost.tlsrpt;

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
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sealpost.client.PeerText;

/** A report of ours, of one day to one domain. */
@Entity
@Table(name = "tls_report")
public class ReportEntity {
  private static final int MOST_NOTE = 1_000;

  @Id
  @SequenceGenerator(name = "record_seq", sequenceName = "record_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "record_seq")
  private long id;

  @Column(name = "report_day")
  private long day;

  private String domain = "";

  @Column(name = "report_id")
  private String reportId = "";

  @Enumerated(EnumType.STRING)
  private ReportState state = ReportState.WAITING;

  @Column(name = "due_at")
  private long dueAt;

  @Column(name = "first_at")
  private @Nullable Long firstAt;

  private int attempts;

  @Column(name = "lease_until")
  private @Nullable Long leaseUntil;

  private @Nullable String note;

  private long successes;

  private long failed;

  @Column(name = "ended_at")
  private @Nullable Long endedAt;

  /** For JPA. */
  protected ReportEntity() {}

  ReportEntity(DayResults results, String reportId, Instant due) {
    this.day = results.day().toEpochDay();
    this.domain = results.domain();
    this.reportId = reportId;
    this.dueAt = due.toEpochMilli();
    this.successes = results.successes();
    this.failed = results.failed();
  }

  long id() {
    return id;
  }

  LocalDate day() {
    return LocalDate.ofEpochDay(day);
  }

  String domain() {
    return domain;
  }

  String reportId() {
    return reportId;
  }

  ReportState state() {
    return state;
  }

  Instant due() {
    return Instant.ofEpochMilli(dueAt);
  }

  int attempts() {
    return attempts;
  }

  @Nullable String note() {
    return note;
  }

  long successes() {
    return successes;
  }

  long failed() {
    return failed;
  }

  @Nullable Instant ended() {
    return endedAt == null ? null : Instant.ofEpochMilli(endedAt);
  }

  /** Begins an attempt; returns when the first one was. */
  Instant begin(Instant now) {
    long first = firstAt == null ? now.toEpochMilli() : firstAt;
    firstAt = first;
    return Instant.ofEpochMilli(first);
  }

  void retry(Instant due, String why) {
    attempts++;
    dueAt = due.toEpochMilli();
    leaseUntil = null;
    note = PeerText.oneLine(why, MOST_NOTE);
  }

  void end(ReportState last, String why, Instant now) {
    attempts++;
    state = last;
    leaseUntil = null;
    endedAt = now.toEpochMilli();
    note = PeerText.oneLine(why, MOST_NOTE);
  }
}
