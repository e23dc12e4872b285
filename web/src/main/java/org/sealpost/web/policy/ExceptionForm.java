package org.sealpost.web.policy;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.WantedException;
import org.sealpost.smtp.Domain;
import org.sealpost.web.page.Notices;

/** What an operator types to lay something down for a domain. */
public final class ExceptionForm implements Serializable {
  private static final long serialVersionUID = 1L;

  private String kind = "";
  private String key = "";
  private String lastDay = "";
  private String reason = "";

  /** Whether it can be read; says beside the field where it cannot. */
  boolean isRight(String prefix) {
    try {
      Instant unused = end();
    } catch (DateTimeParseException noDate) {
      Notices.refusedAt(prefix + "lastDay", "exceptions.noDate");
      return false;
    }
    if (reason.isBlank()) {
      Notices.refusedAt(prefix + "reason", "reason.missing");
      return false;
    }
    return true;
  }

  WantedException wanted(Domain domain) {
    return new WantedException(domain, kind, key, reason, end());
  }

  /** The last day counts to its end. */
  private @Nullable Instant end() {
    return lastDay.isEmpty()
        ? null
        : LocalDate.parse(lastDay).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Whether something was sent that was refused. */
  public boolean isTouched() {
    return !(kind + key + lastDay + reason).isEmpty();
  }

  /** The first day that can be chosen. */
  public String getToday() {
    return LocalDate.now(ZoneOffset.UTC).toString();
  }

  public String getKind() {
    return kind;
  }

  public void setKind(@Nullable String kind) {
    this.kind = kind == null ? "" : kind;
  }

  public String getKey() {
    return key;
  }

  public void setKey(@Nullable String key) {
    this.key = key == null ? "" : key.strip();
  }

  public String getLastDay() {
    return lastDay;
  }

  public void setLastDay(@Nullable String lastDay) {
    this.lastDay = lastDay == null ? "" : lastDay.strip();
  }

  public String getReason() {
    return reason;
  }

  public void setReason(@Nullable String reason) {
    this.reason = reason == null ? "" : reason.strip();
  }
}
