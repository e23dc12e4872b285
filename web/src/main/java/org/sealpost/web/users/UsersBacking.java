package org.sealpost.web.users;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.ChangeRefusedException;
import org.sealpost.account.Role;
import org.sealpost.admin.NewAccount;
import org.sealpost.admin.UserCommands;
import org.sealpost.admin.UserRow;
import org.sealpost.admin.UserView;
import org.sealpost.web.page.Notices;
import org.sealpost.web.page.PageModel;

/** The list of users, and the form for another one. */
@Named
@RequestScoped
public class UsersBacking {
  @EJB private UserView view;
  @EJB private UserCommands commands;

  private String name = "";
  private List<String> roles = List.of(Role.OPERATOR.name());
  private @Nullable String mailAccount;
  private @Nullable PageModel<UserRow> rows;

  /** The users by name, read page by page. */
  public PageModel<UserRow> getRows() {
    PageModel<UserRow> model = rows;
    if (model == null) {
      model =
          new PageModel<>(
              view::count, (first, most, sort) -> view.list(first, most), UserRow::name);
      rows = model;
    }
    return model;
  }

  /** Makes the user, and shows the one-time password this once. */
  public void add() {
    Set<Role> wanted = ChosenRoles.of(roles);
    FacesContext context = FacesContext.getCurrentInstance();
    try {
      NewAccount made =
          commands.add(context.getExternalContext().getRemoteUser(), name, wanted, mailAccount);
      context.getExternalContext().getRequestMap().put("newPassword", made.password());
      Notices.done("users.added", made.name());
      name = "";
      mailAccount = null;
    } catch (ChangeRefusedException refused) {
      Notices.refused(refused);
    }
  }

  /** All there are. */
  public Role[] getAllRoles() {
    return Role.values();
  }

  public String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name == null ? "" : name.strip();
  }

  public List<String> getRoles() {
    return roles;
  }

  public void setRoles(@Nullable List<String> roles) {
    this.roles = roles == null ? List.of() : roles;
  }

  public @Nullable String getMailAccount() {
    return mailAccount;
  }

  public void setMailAccount(@Nullable String mailAccount) {
    this.mailAccount = mailAccount;
  }
}
