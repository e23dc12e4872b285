package org.sealpost.web.users;

import jakarta.ejb.EJB;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.ChangeRefusedException;
import org.sealpost.account.Role;
import org.sealpost.admin.UserCommands;
import org.sealpost.admin.UserRow;
import org.sealpost.admin.UserView;
import org.sealpost.web.page.Notices;

/** One user: roles, password, mail account, and the end of it. */
@Named
@ViewScoped
public class UserBacking implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String THIS_PAGE = "/user?faces-redirect=true&includeViewParams=true";

  @EJB private UserView view;
  @EJB private UserCommands commands;

  private String name = "";
  private @Nullable UserRow user;
  private List<String> roles = List.of();
  private @Nullable String mailAccount;
  private boolean sent;
  private String removeReason = "";
  private @Nullable String openDialog;

  /** Reads the user before the page is written; status 404 where there is none. */
  public void load() throws IOException {
    UserRow found = view.user(name).orElse(null);
    user = found;
    if (found == null) {
      FacesContext context = FacesContext.getCurrentInstance();
      context.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
      context.responseComplete();
    } else if (!sent) { // the form keeps what was chosen where it was refused
      roles = ChosenRoles.names(found.roles());
      mailAccount = found.mailAccount();
    }
    sent = false;
  }

  /** Gives the user the roles that were chosen. */
  public @Nullable String saveRoles() {
    Set<Role> wanted = ChosenRoles.of(roles);
    return run(actor -> commands.setRoles(actor, name, wanted), "user.rolesSaved");
  }

  /** Sets the mail account that was typed. */
  public @Nullable String saveMailAccount() {
    return run(actor -> commands.setMailAccount(actor, name, mailAccount), "user.mailAccountSaved");
  }

  /** Lets the user sign in, or not. */
  public @Nullable String allow(boolean may) {
    return run(
        actor -> commands.setEnabled(actor, name, may), may ? "user.enabled" : "user.disabled");
  }

  /** Sets a one-time password and shows it, this once. */
  public void resetPassword() {
    try {
      String password = commands.resetPassword(external().getRemoteUser(), name);
      external().getRequestMap().put("newPassword", password);
    } catch (ChangeRefusedException refused) {
      Notices.refused(refused);
    }
  }

  /** Removes the user, with a reason for the audit log. */
  public @Nullable String remove() {
    if (removeReason.isBlank()) {
      openDialog = "removeDialog";
      Notices.refusedAt("removeForm:removeReason", "reason.missing");
      return null;
    }
    return run(actor -> commands.remove(actor, name, removeReason), "user.removed") == null
        ? null
        : "/users?faces-redirect=true";
  }

  private @Nullable String run(Consumer<String> command, String doneKey) {
    try {
      command.accept(external().getRemoteUser());
    } catch (ChangeRefusedException refused) {
      Notices.refused(refused);
      return null;
    }
    Notices.done(doneKey);
    Notices.keepThroughRedirect();
    return THIS_PAGE;
  }

  private static ExternalContext external() {
    return FacesContext.getCurrentInstance().getExternalContext();
  }

  /** All there are. */
  public Role[] getAllRoles() {
    return Role.values();
  }

  public String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name == null ? "" : name;
  }

  public @Nullable UserRow getUser() {
    return user;
  }

  public List<String> getRoles() {
    return roles;
  }

  public void setRoles(@Nullable List<String> roles) {
    this.roles = roles == null ? List.of() : roles;
    sent = true;
  }

  public @Nullable String getMailAccount() {
    return mailAccount;
  }

  public void setMailAccount(@Nullable String mailAccount) {
    this.mailAccount = mailAccount;
    sent = true;
  }

  public String getRemoveReason() {
    return removeReason;
  }

  public void setRemoveReason(@Nullable String reason) {
    this.removeReason = reason == null ? "" : reason.strip();
  }

  /** The dialog that a refused action opens again. */
  public @Nullable String getOpenDialog() {
    return openDialog;
  }
}
