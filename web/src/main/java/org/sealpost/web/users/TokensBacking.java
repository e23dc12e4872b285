package org.sealpost.web.users;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.AccessToken;
import org.sealpost.account.ChangeRefusedException;
import org.sealpost.account.MadeToken;
import org.sealpost.account.Role;
import org.sealpost.admin.TokenCommands;
import org.sealpost.admin.TokenView;
import org.sealpost.web.page.Notices;
import org.sealpost.web.page.PageModel;

/** The page of tokens: those there are, and the form for another one. */
@Named
@RequestScoped
public class TokensBacking {
  @EJB private TokenView view;
  @EJB private TokenCommands commands;
  @Inject private SecurityContext security;

  private @Nullable PageModel<AccessToken> rows;
  private String name = "";
  private List<String> roles = List.of();
  private int days = 90;

  /** Makes the token and shows it, this once. */
  public void make() {
    Set<Role> wanted = ChosenRoles.of(roles);
    try {
      MadeToken made = commands.make(name, wanted, Instant.now().plus(Duration.ofDays(days)));
      FacesContext.getCurrentInstance()
          .getExternalContext()
          .getRequestMap()
          .put("newToken", made.text());
      Notices.done("tokens.made", made.token().name());
      name = "";
    } catch (ChangeRefusedException refused) {
      Notices.refused(refused);
    }
  }

  /** Revokes a token. */
  public @Nullable String revoke(String id) {
    try {
      commands.revoke(id);
    } catch (ChangeRefusedException refused) {
      Notices.refused(refused);
      return null;
    }
    Notices.done("tokens.revoked");
    Notices.keepThroughRedirect();
    return "/tokens?faces-redirect=true";
  }

  /** Whether it counts now, for the page. */
  public boolean counts(AccessToken token) {
    return token.counts(Instant.now());
  }

  /** The roles that the person who asks may give. */
  public List<Role> getOwnRoles() {
    Set<Role> own =
        Arrays.stream(Role.values())
            .filter(role -> security.isCallerInRole(role.roleName()))
            .collect(Collectors.toSet());
    return Role.grantable(own).stream().sorted().toList();
  }

  /** The tokens, newest first, read page by page. */
  public PageModel<AccessToken> getRows() {
    PageModel<AccessToken> model = rows;
    if (model == null) {
      model =
          new PageModel<>(
              view::count, (first, most, sort) -> view.list(first, most), AccessToken::id);
      rows = model;
    }
    return model;
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

  public int getDays() {
    return days;
  }

  public void setDays(int days) {
    this.days = days;
  }
}
