package org.sealpost.web.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a reader may choose for this browser; it is kept in a cookie, so that it counts
 * before the sign-in as well. Without a choice the browser's own wish counts.
 */
public enum Preference {
  /** Language of the texts, and of numbers and dates. */
  LANGUAGE("SEALPOST_LANGUAGE", "en de"),
  /** Colours. */
  THEME("SEALPOST_THEME", "light dark");

  private static final Duration KEPT = Duration.ofDays(365);

  private final String cookie;
  private final String choices;

  Preference(String cookie, String choices) {
    this.cookie = cookie;
    this.choices = choices;
  }

  /** What can be chosen. */
  public List<String> choices() {
    return List.of(choices.split(" ", -1));
  }

  /** What was chosen; a cookie that says anything else counts as no choice. */
  public Optional<String> chosen(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    for (Cookie each : cookies) {
      if (each.getName().equals(cookie) && choices().contains(each.getValue())) {
        return Optional.of(each.getValue());
      }
    }
    return Optional.empty();
  }

  /** Keeps a choice; anything that cannot be chosen ends the one before. */
  public void choose(
      @Nullable String wanted, HttpServletRequest request, HttpServletResponse response) {
    boolean known = wanted != null && choices().contains(wanted);
    Cookie answer = new Cookie(cookie, known ? wanted : "");
    answer.setPath(request.getContextPath() + "/");
    answer.setMaxAge(known ? (int) KEPT.toSeconds() : 0);
    answer.setHttpOnly(true);
    answer.setSecure(request.isSecure());
    answer.setAttribute("SameSite", "Lax");
    response.addCookie(answer);
  }
}
