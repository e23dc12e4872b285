package org.sealpost.admin;

import jakarta.ejb.ApplicationException;
import java.util.List;

/** A message was not taken, for any of its recipients. */
@ApplicationException(rollback = true)
public class SendRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Reason> reasons;
  private final boolean mayHeal;

  /**
   * One reason.
   *
   * @param about {@code from}, {@code message}, or a recipient's address
   * @param code as an SMTP server would reply, for example 550
   * @param status enhanced status code (RFC 3463)
   */
  public record Reason(String about, int code, String status, String text) {}

  SendRefusedException(List<Reason> reasons) {
    super(reasons.get(0).text());
    this.reasons = List.copyOf(reasons);
    this.mayHeal = reasons.stream().allMatch(reason -> reason.code() < 500);
  }

  /** At least one. */
  public List<Reason> reasons() {
    return reasons;
  }

  /** Whether the same may be taken later. */
  public boolean mayHeal() {
    return mayHeal;
  }
}
