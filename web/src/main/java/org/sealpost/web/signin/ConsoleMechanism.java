package org.sealpost.web.signin;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.sealpost.admin.SignInAudit;
import org.sealpost.web.page.Redirection;

/**
 * Sign-in by form and session; of programs, which come with a token, by {@link TokenMechanism}.
 *
 * <p>Choice: our own mechanism instead of the ready-made custom form. That one keeps a refused
 * request and repeats it after the sign-in, also a half-sent change of a session that has ended;
 * and it answers a script's request with a page the script cannot read. Here only the address of a
 * page asked for by GET is kept, and a script is told to go to the sign-in page.
 */
@ApplicationScoped
public class ConsoleMechanism implements HttpAuthenticationMechanism {
  @Inject private IdentityStoreHandler identities;
  @Inject private TokenMechanism tokens;
  @EJB private SignInAudit audit;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    if (TokenMechanism.isFor(request)) {
      return tokens.validate(request, response, context);
    }
    Principal signedIn = request.getUserPrincipal();
    if (signedIn != null) {
      return goOn(context, signedIn);
    }
    if (context.isAuthenticationRequest()) {
      return signIn(request, context);
    }
    if (!context.isProtected()) {
      return context.doNothing();
    }
    try {
      Redirection.send(request, response, signInPath(request));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return AuthenticationStatus.SEND_CONTINUE;
  }

  /** The session knows who it is. By hand, not with AutoApplySession, which programs have not. */
  private static AuthenticationStatus goOn(HttpMessageContext context, Principal signedIn) {
    try {
      context
          .getHandler()
          .handle(
              new Callback[] {new CallerPrincipalCallback(context.getClientSubject(), signedIn)});
    } catch (IOException | UnsupportedCallbackException failed) {
      throw new IllegalStateException("the container does not take who is signed in", failed);
    }
    return AuthenticationStatus.SUCCESS;
  }

  private AuthenticationStatus signIn(HttpServletRequest request, HttpMessageContext context) {
    CredentialValidationResult result =
        identities.validate(context.getAuthParameters().getCredential());
    if (result.getStatus() == Status.VALID
        && result.getCallerPrincipal() instanceof ConsoleCaller caller) {
      // First of all: nobody is let in without a line in the audit log.
      audit.signedIn(caller.getName(), request.getRemoteAddr());
      // Against session fixation: what somebody planted before the sign-in is worth nothing after.
      request.getSession(true);
      request.changeSessionId();
      SignedInSession.start(
          request.getSession(), caller.mustChangePassword(), caller.accountVersion());
    } else if (context.getAuthParameters().getCredential()
        instanceof UsernamePasswordCredential typed) {
      audit.signInRefused(typed.getCaller(), request.getRemoteAddr());
    }
    AuthenticationStatus status = context.notifyContainerAboutLogin(result);
    if (status == AuthenticationStatus.SUCCESS) {
      putRegistration(context);
    }
    return status;
  }

  /** Jakarta Authentication §3.8.4: the container is to remember who it is in the session. */
  @SuppressWarnings("unchecked") // the map is declared raw
  private static void putRegistration(HttpMessageContext context) {
    context.getMessageInfo().getMap().put("jakarta.servlet.http.registerSession", "true");
  }

  private static String signInPath(HttpServletRequest request) {
    if (!"GET".equals(request.getMethod())) {
      return "/signin.xhtml?expired=true";
    }
    String query = request.getQueryString();
    String wished = request.getServletPath() + (query == null ? "" : "?" + query);
    String kept = ReturnPath.of(wished);
    return kept.equals(ReturnPath.START)
        ? "/signin.xhtml"
        : "/signin.xhtml?from=" + URLEncoder.encode(kept, StandardCharsets.UTF_8);
  }
}
