package org.sealpost.exceptions;

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
import org.sealpost.smtp.Domain;

/** The row of an exception. Only its end is ever changed. */
@Entity
@Table(name = "tls_exception")
public class ExceptionEntity {
  @Id
  @SequenceGenerator(name = "exception_seq", sequenceName = "record_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "exception_seq")
  private long id;

  private String domain = "";

  @Enumerated(EnumType.STRING)
  private ExceptionKind kind = ExceptionKind.REQUIRE_TLS;

  private @Nullable String pin;
  private String reason = "";

  @Column(name = "made_by")
  private String madeBy = "";

  @Column(name = "made_at")
  private long madeAt;

  @Column(name = "ends_at")
  private @Nullable Long endsAt;

  @Column(name = "ended_by")
  private @Nullable String endedBy;

  @Column(name = "ended_at")
  private @Nullable Long endedAt;

  /** For JPA. */
  protected ExceptionEntity() {}

  ExceptionEntity(NewException made, String madeBy, Instant madeAt) {
    this.domain = made.domain().name();
    this.kind = made.kind();
    this.pin = made.pin();
    this.reason = made.reason();
    this.madeBy = madeBy;
    this.madeAt = madeAt.toEpochMilli();
    this.endsAt = made.endsAt() == null ? null : made.endsAt().toEpochMilli();
  }

  void end(String by, Instant at) {
    endedBy = by;
    endedAt = at.toEpochMilli();
  }

  LaidDown toLaidDown() {
    return new LaidDown(
        id,
        Domain.of(domain),
        kind,
        pin,
        reason,
        madeBy,
        Instant.ofEpochMilli(madeAt),
        instant(endsAt),
        endedBy,
        instant(endedAt));
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
