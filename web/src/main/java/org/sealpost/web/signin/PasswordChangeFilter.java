package org.sealpost.web.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sealpost.web.page.Redirection;

/**
 * Lets somebody on a one-time password do nothing but change it or sign out. Requests without a
 * signed-in person pass: what they may see is said in web.xml.
 */
public final class PasswordChangeFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean blocked =
        request.getUserPrincipal() != null
            // A token of somebody on a one-time password is not valid in the first place.
            && !TokenMechanism.isFor(request)
            && !staysOpen(request.getServletPath())
            && SignedInSession.mustChangePassword(request.getSession(false));
    if (blocked) {
      Redirection.send(request, response, "/account.xhtml");
    } else {
      chain.doFilter(request, response);
    }
  }

  /**
   * Paths open before the change: the page for it (its header holds sign-out) and its resources.
   */
  static boolean staysOpen(String path) {
    return path.equals("/account.xhtml")
        || path.equals("/signin.xhtml")
        || path.startsWith("/jakarta.faces.resource/");
  }
}
