package org.sealpost.web.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.sealpost.web.page.Redirection;

/**
 * Ends the session of somebody who has gone. The refresh of the queue page asks every few seconds
 * and would keep a forgotten session alive for ever, so it does not count as an action.
 */
public final class IdleSessionFilter extends HttpFilter {
  static final Duration LONGEST_IDLE = Duration.ofMinutes(30);
  private static final long serialVersionUID = 1L;
  private static final String REFRESH = "queueForm:poll";

  private final transient InstantSource clock;

  /** Called by the container. */
  public IdleSessionFilter() {
    this(InstantSource.system());
  }

  IdleSessionFilter(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpSession session = request.getSession(false);
    if (session == null || TokenMechanism.isFor(request) || request.getUserPrincipal() == null) {
      chain.doFilter(request, response);
      return;
    }
    // Before the first look at a parameter, else their text would be read as ISO 8859-1.
    request.setCharacterEncoding(StandardCharsets.UTF_8.name());
    Instant now = clock.instant();
    if (isIdle(SignedInSession.lastAction(session), now)) {
      request.logout();
      session.invalidate();
      Redirection.send(request, response, "/signin.xhtml?expired=true");
      return;
    }
    if (!REFRESH.equals(request.getParameter("jakarta.faces.source"))) {
      SignedInSession.acted(session, now);
    }
    chain.doFilter(request, response);
  }

  static boolean isIdle(@Nullable Instant lastAction, Instant now) {
    return lastAction != null && now.isAfter(lastAction.plus(LONGEST_IDLE));
  }
}
