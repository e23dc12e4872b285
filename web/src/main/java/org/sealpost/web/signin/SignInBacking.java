package org.sealpost.web.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sealpost.web.page.ConsoleLog;
import org.sealpost.web.page.Notices;

/** The sign-in page, and sign-out from every page. */
@Named
@RequestScoped
public class SignInBacking {
  @Inject private SecurityContext security;
  @Inject private SignInThrottle throttle;

  private String name = "";
  private String password = "";
  private @Nullable String from;

  /** Checks name and password and goes on, or says that they are wrong; always the same words. */
  public void signIn() throws IOException {
    ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
    HttpServletRequest request = (HttpServletRequest) external.getRequest();
    String address = request.getRemoteAddr();
    String typedName = name.strip();
    if (!throttle.admits(typedName, address)) {
      ConsoleLog.throttled(typedName, address);
      Notices.refused("signin.wrong");
      return;
    }
    if (authenticate(typedName, request, (HttpServletResponse) external.getResponse())) {
      throttle.succeeded(typedName, address);
      ConsoleLog.signedIn(typedName, address);
      external.redirect(external.getRequestContextPath() + ReturnPath.of(from));
    } else {
      ConsoleLog.wrongPassword(typedName, address);
      Notices.refused("signin.wrong");
    }
  }

  private boolean authenticate(
      String typedName, HttpServletRequest request, HttpServletResponse response) {
    AuthenticationParameters parameters =
        AuthenticationParameters.withParams()
            .credential(new UsernamePasswordCredential(typedName, password));
    return security.authenticate(request, response, parameters) == AuthenticationStatus.SUCCESS;
  }

  /** Ends the session. */
  public void signOut() throws IOException, ServletException {
    ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
    ((HttpServletRequest) external.getRequest()).logout();
    external.invalidateSession();
    external.redirect(external.getRequestContextPath() + "/signin.xhtml?out=true");
  }

  public String getName() {
    return name;
  }

  /** Null from an empty field counts as empty. */
  public void setName(@Nullable String name) {
    this.name = name == null ? "" : name;
  }

  public String getPassword() {
    return password;
  }

  /** Null from an empty field counts as empty. */
  public void setPassword(@Nullable String password) {
    this.password = password == null ? "" : password;
  }

  public @Nullable String getFrom() {
    return from;
  }

  public void setFrom(@Nullable String from) {
    this.from = from;
  }
}
