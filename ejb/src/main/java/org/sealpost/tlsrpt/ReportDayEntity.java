package org.sealpost.tlsrpt;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;

/** A day whose reports some node has planned; the key keeps all others from doing it again. */
@Entity
@Table(name = "tls_report_day")
public class ReportDayEntity {
  @Id
  @Column(name = "report_day")
  private long day;

  @Column(name = "planned_at")
  private long plannedAt;

  /** For JPA. */
  protected ReportDayEntity() {}

  ReportDayEntity(LocalDate day, Instant now) {
    this.day = day.toEpochDay();
    this.plannedAt = now.toEpochMilli();
  }
}
