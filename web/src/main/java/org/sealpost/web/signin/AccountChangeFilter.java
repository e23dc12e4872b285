package org.sealpost.web.signin;

import jakarta.ejb.EJB;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.sealpost.account.ConsoleAccounts;
import org.sealpost.web.page.Redirection;

/**
 * Ends the session of somebody whose account is no longer what it was when the session began:
 * disabled, removed, with other roles or another password. The container keeps the roles of a
 * session and would never ask again.
 */
public final class AccountChangeFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @EJB private transient ConsoleAccounts accounts;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpSession session = request.getSession(false);
    boolean costsNothing = request.getServletPath().startsWith("/jakarta.faces.resource/");
    if (session == null
        || TokenMechanism.isFor(request)
        || request.getUserPrincipal() == null
        || costsNothing) {
      chain.doFilter(request, response);
      return;
    }
    boolean same =
        accounts
            .find(request.getUserPrincipal().getName())
            .filter(account -> account.enabled())
            .filter(account -> SignedInSession.isOfVersion(session, account.version()))
            .isPresent();
    if (same) {
      chain.doFilter(request, response);
    } else {
      request.logout();
      session.invalidate();
      Redirection.send(request, response, "/signin.xhtml?expired=true");
    }
  }
}
