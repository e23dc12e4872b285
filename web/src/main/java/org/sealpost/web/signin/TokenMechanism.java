package org.sealpost.web.signin;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.AccessTokens;
import org.sealpost.account.Role;
import org.sealpost.account.TokenCaller;
import org.sealpost.web.page.ConsoleLog;

/**
 * Sign-in of programs, for one request (RFC 6750 §2.1). Cookies and sessions count for nothing here
 * and none is made, so that no page of somebody else's can use those of a browser.
 */
@ApplicationScoped
public class TokenMechanism {
  /** Where the REST interface is. */
  static final String PATH = "/api/";

  /** The attribute of the request that holds the name of its token. */
  static final String TOKEN = "org.sealpost.web.token";

  private static final String SCHEME = "Bearer ";

  @EJB private AccessTokens tokens;
  @Inject private SignInThrottle throttle;

  /** Whether a request is for programs. */
  static boolean isFor(HttpServletRequest request) {
    return (request.getServletPath() + "/").startsWith(PATH);
  }

  AuthenticationStatus validate(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    Optional<String> shown = shown(request.getHeader("Authorization"));
    Optional<TokenCaller> caller = shown.flatMap(tokens::verify);
    if (caller.isPresent()) {
      request.setAttribute(TOKEN, caller.get().token());
      return context.notifyContainerAboutLogin(
          new CallerPrincipal(caller.get().owner()), Role.names(caller.get().roles()));
    }
    if (!context.isProtected()) {
      return context.doNothing();
    }
    String address = request.getRemoteAddr();
    // A right token is never kept waiting: who guesses beside its owner must not lock it out.
    boolean admitted = shown.isEmpty() || throttle.admits("token from " + address, address);
    if (shown.isPresent()) {
      ConsoleLog.wrongToken(address);
    }
    try {
      refuse(response, admitted, shown.isPresent());
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
    return AuthenticationStatus.SEND_CONTINUE;
  }

  private static Optional<String> shown(@Nullable String authorization) {
    boolean bearer =
        authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return bearer && authorization != null
        ? Optional.of(authorization.substring(SCHEME.length()).strip())
        : Optional.empty();
  }

  private static void refuse(HttpServletResponse response, boolean admitted, boolean shown)
      throws IOException {
    String problem;
    if (admitted) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      // RFC 6750 §3.1: without a token no reason is given.
      response.setHeader(
          "WWW-Authenticate",
          "Bearer realm=\"sealpost\"" + (shown ? ", error=\"invalid_token\"" : ""));
      problem = problem("unauthorized", "Not signed in", 401, unauthorized(shown));
    } else {
      response.setStatus(429);
      response.setHeader("Retry-After", "60");
      problem =
          problem("too-many-attempts", "Too many attempts", 429, "Wait before you try again.");
    }
    // The filter that puts these on everything else comes after the sign-in.
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/problem+json");
    response.getOutputStream().write(problem.getBytes(StandardCharsets.UTF_8));
  }

  private static String unauthorized(boolean shown) {
    return shown
        ? "The token is not valid: it was mistyped, revoked, or has ended. Make a new one in the"
            + " console under Tokens."
        : "Send a token: Authorization: Bearer sealpost_… . Make one in the console under Tokens.";
  }

  private static String problem(String type, String title, int status, String detail) {
    return String.format(
        "{\"type\":\"urn:sealpost:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"errors\":[]}",
        type, title, status, detail);
  }
}
