package org.sealpost.web.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong (RFC 9457).
 *
 * @param type stable: what programs decide by; docs/rest.md lists them
 * @param detail a sentence that says what to do
 * @param errors the fields it is about; empty where it is about none
 */
public record Problem(
    String type, String title, int status, @Nullable String detail, List<FieldError> errors) {
  /** Copies the list. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /**
   * One field.
   *
   * @param field its name, of a body or a query
   * @param code the SMTP reply code, where a message was refused
   * @param enhancedStatus the enhanced status code (RFC 3463), where a message was refused
   */
  public record FieldError(
      String field, String detail, @Nullable Integer code, @Nullable String enhancedStatus) {
    FieldError(String field, String detail) {
      this(field, detail, null, null);
    }
  }
}
