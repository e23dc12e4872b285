package org.sealpost.web.signin;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.ConsoleAccounts;
import org.sealpost.account.PasswordRefusedException;
import org.sealpost.admin.SignInAudit;
import org.sealpost.web.page.ConsoleLog;
import org.sealpost.web.page.Notices;

/** The account page: changing one's own password. */
@Named
@RequestScoped
public class AccountBacking {
  @EJB private ConsoleAccounts accounts;
  @EJB private SignInAudit audit;
  @Inject private SignInThrottle throttle;

  private String oldPassword = "";
  private String newPassword = "";
  private String repeated = "";
  private boolean mustChange;

  @PostConstruct
  void look() {
    mustChange = SignedInSession.mustChangePassword(request().getSession(false));
  }

  /** Sets the new password and goes on to the queue. */
  public @Nullable String change() {
    if (!newPassword.equals(repeated)) {
      Notices.refused("account.notTheSame");
      return null;
    }
    String name = external().getRemoteUser();
    String address = request().getRemoteAddr();
    // A session left open must not become a place to guess the password of its owner.
    if (!throttle.admits(name, address)) {
      Notices.refused("account.tooMany");
      return null;
    }
    if (accounts.verify(name, oldPassword.toCharArray()).isEmpty()) {
      Notices.refused("account.wrongOld");
      return null;
    }
    throttle.succeeded(name, address);
    return store(name);
  }

  private @Nullable String store(String name) {
    try {
      accounts.changePassword(name, oldPassword.toCharArray(), newPassword.toCharArray());
    } catch (PasswordRefusedException refused) {
      Notices.refused(refused);
      return null;
    }
    request().changeSessionId();
    accounts
        .find(name)
        .ifPresent(
            changed -> SignedInSession.passwordChanged(request().getSession(), changed.version()));
    ConsoleLog.passwordChanged(name);
    audit.passwordChanged(name, request().getRemoteAddr());
    Notices.done("account.changed");
    Notices.keepThroughRedirect();
    return "/dashboard?faces-redirect=true";
  }

  private static ExternalContext external() {
    return FacesContext.getCurrentInstance().getExternalContext();
  }

  private static HttpServletRequest request() {
    return (HttpServletRequest) external().getRequest();
  }

  public boolean isMustChange() {
    return mustChange;
  }

  /** After how many minutes without an action the session ends. */
  public long getIdleMinutes() {
    Duration idle = IdleSessionFilter.LONGEST_IDLE;
    return idle.toMinutes();
  }

  public String getOldPassword() {
    return oldPassword;
  }

  /** Null from an empty field counts as empty. */
  public void setOldPassword(@Nullable String oldPassword) {
    this.oldPassword = oldPassword == null ? "" : oldPassword;
  }

  public String getNewPassword() {
    return newPassword;
  }

  /** Null from an empty field counts as empty. */
  public void setNewPassword(@Nullable String newPassword) {
    this.newPassword = newPassword == null ? "" : newPassword;
  }

  public String getRepeated() {
    return repeated;
  }

  /** Null from an empty field counts as empty. */
  public void setRepeated(@Nullable String repeated) {
    this.repeated = repeated == null ? "" : repeated;
  }
}
