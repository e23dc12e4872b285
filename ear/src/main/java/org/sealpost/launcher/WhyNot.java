package org.sealpost.launcher;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why something could not be deployed, in words for the terminal. */
final class WhyNot {
  /** What the server puts around the reason, for readers of its own log. */
  private static final Pattern WRAPPING =
      Pattern.compile(
          "(?s)^PlainTextActionReporter(SUCCESS|WARNING|FAILURE)Description: .*? AdminCommand"
              + "|Error occurred during deployment: "
              + "|Exception while (deploying|loading) the app \\[[^]]*\\] : "
              + "| Please see server.log for more details\\..*$");

  /** As the server's pool says it, whatever stands around it. */
  private static final Pattern NO_DATABASE =
      Pattern.compile("Connection could not be allocated because: ([^\\n]+)");

  private WhyNot() {}

  /**
   * The innermost cause is what the application said; the server wraps it several times.
   *
   * @param cause null where there is none
   * @param output what the server's command printed; null for nothing
   */
  static String text(@Nullable Throwable cause, @Nullable String output) {
    String said = said(cause, output);
    Matcher database = NO_DATABASE.matcher(said);
    return database.find()
        ? "the database cannot be reached (database.url, .user, .password-file): "
            + database.group(1).strip()
        : said;
  }

  private static String said(@Nullable Throwable cause, @Nullable String output) {
    Throwable innermost = cause;
    while (innermost != null && innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    if (innermost != null && innermost.getMessage() != null) {
      return innermost.getMessage();
    }
    return output == null ? "no reason given" : WRAPPING.matcher(output).replaceAll("").strip();
  }
}
