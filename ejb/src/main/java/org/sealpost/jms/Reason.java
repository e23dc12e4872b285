package org.sealpost.jms;

import java.util.List;
import org.sealpost.intake.Submission;
import org.sealpost.smtp.EnhancedStatusCode;

/**
 * Why a submission was not taken, in the words of SMTP.
 *
 * @param about {@code from}, {@code message}, or a recipient's address
 * @param code as an SMTP server would reply, for example 550
 * @param status enhanced status code (RFC 3463), empty where there is none
 * @param text one line, at most 500 characters
 */
record Reason(String about, int code, String status, String text) {
  private static final int MOST_TEXT = 500;

  /** Takes control characters out and cuts what is too long: some of it comes from outside. */
  Reason {
    about = oneLine(about);
    text = oneLine(text);
  }

  static Reason of(Submission.Refusal refusal) {
    EnhancedStatusCode status = refusal.reply().status();
    return new Reason(
        refusal.about(),
        refusal.reply().code(),
        status == null ? "" : status.toString(),
        String.join(" ", refusal.reply().lines()));
  }

  /** A message that cannot be read as a submission. */
  static Reason unreadable(String text) {
    return new Reason("message", 554, "5.6.0", text);
  }

  /** As one line. */
  static String line(List<Reason> reasons) {
    return oneLine(String.join("; ", reasons.stream().map(Reason::toString).toList()));
  }

  @Override
  public String toString() {
    return about + ": " + code + " " + status + " " + text;
  }

  private static String oneLine(String text) {
    String cut = text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
