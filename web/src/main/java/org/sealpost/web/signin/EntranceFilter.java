package org.sealpost.web.signin;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sealpost.admin.Door;
import org.sealpost.admin.Entrance;

/** Tells the audit log by which door a request came in. */
public final class EntranceFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** How the command calls itself. */
  private static final String COMMAND = "sealpost-command/";

  @Inject private transient Entrance entrance;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (TokenMechanism.isFor(request)) {
      String agent = request.getHeader("User-Agent");
      boolean command = agent != null && agent.startsWith(COMMAND);
      Object token = request.getAttribute(TokenMechanism.TOKEN);
      entrance.enter(
          command ? Door.COMMAND : Door.REST, token instanceof String name ? name : null);
    } else {
      entrance.enter(Door.CONSOLE, null);
    }
    chain.doFilter(request, response);
  }
}
