package org.sealpost.web.flow;

import java.io.Serializable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sealpost.admin.WantedHold;
import org.sealpost.admin.WantedLimit;
import org.sealpost.admin.WantedPause;
import org.sealpost.admin.WantedRetry;
import org.sealpost.smtp.Domain;
import org.sealpost.web.page.Notices;

/** What an operator types to lay a rule down, by the names of the fields. */
public final class FlowForm implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ALL = "*";

  private final HashMap<String, String> fields = new HashMap<>();

  /** The fields; one that is not there is empty. */
  public Map<String, String> getFields() {
    return fields;
  }

  String text(String field) {
    String typed = fields.get(field);
    return typed == null ? "" : typed.strip();
  }

  /** Says beside the field where there is no reason. */
  boolean hasReason(String form, String field) {
    if (text(field).isEmpty()) {
      Notices.refusedAt(form + ":" + field, "reason.missing");
      return false;
    }
    return true;
  }

  /** The pause; empty, and said beside the field, where it has no domain or an end that is none. */
  Optional<WantedPause> pause() {
    String recipients = text("pauseDomain");
    String domain = recipients.replaceFirst("^\\*?\\.", "");
    if (!recipients.equals(ALL) && Domain.parse(domain).isEmpty()) {
      Notices.refusedAt("pauseForm:pauseDomain", "flow.pause.noDomain");
      return Optional.empty();
    }
    String until = text("pauseUntil");
    try {
      Instant end = until.isEmpty() ? null : Instant.parse(until);
      if (end == null || end.isAfter(Instant.now())) {
        return Optional.of(new WantedPause(recipients, end, text("pauseReason")));
      }
    } catch (DateTimeParseException noTime) {
      // said below
    }
    Notices.refusedAt("pauseForm:pauseUntil", "schedule.noTime");
    return Optional.empty();
  }

  WantedHold hold() {
    return new WantedHold(text("holdFrom"), text("holdTo"), text("holdSaid"), text("holdReason"));
  }

  /** Whether the numbers can be read; says beside the field where not. */
  boolean hasNumbers() {
    boolean perMinute = isNumber("limitPerMinute");
    return isNumber("limitConnections") && perMinute;
  }

  private boolean isNumber(String field) {
    boolean right = text(field).matches("[0-9]{0,6}");
    if (!right) {
      Notices.refusedAt("limitForm:" + field, "flow.limit.noNumber");
    }
    return right;
  }

  WantedLimit limit() {
    String connections = text("limitConnections");
    String perMinute = text("limitPerMinute");
    return new WantedLimit(
        text("limitFor"),
        connections.isEmpty() ? null : Integer.valueOf(connections),
        perMinute.isEmpty() ? null : Integer.valueOf(perMinute),
        text("limitReason"));
  }

  WantedRetry retry() {
    return new WantedRetry(
        text("retryFor"), text("retryFailure"), text("retryWaits"), text("retryReason"));
  }
}
