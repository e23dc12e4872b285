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

/** A domain or a place that an operator wants no reports to go to. */
@Entity
@Table(name = "tls_report_opt_out")
public class OptOutEntity {
  @Id
  @SequenceGenerator(name = "record_seq", sequenceName = "record_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "record_seq")
  private long id;

  @Enumerated(EnumType.STRING)
  private OptOuts.Kind kind = OptOuts.Kind.DOMAIN;

  private String subject = "";

  @Column(name = "made_by")
  private String madeBy = "";

  @Column(name = "made_at")
  private long madeAt;

  /** For JPA. */
  protected OptOutEntity() {}

  OptOutEntity(OptOuts.Kind kind, String subject, String madeBy, Instant now) {
    this.kind = kind;
    this.subject = subject;
    this.madeBy = madeBy;
    this.madeAt = now.toEpochMilli();
  }

  long id() {
    return id;
  }

  OptOuts.Kind kind() {
    return kind;
  }

  String subject() {
    return subject;
  }

  OptOut toOptOut() {
    return new OptOut(id, kind, subject, madeBy, Instant.ofEpochMilli(madeAt));
  }
}
