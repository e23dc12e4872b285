package org.sealpost.web.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.SecurityContext;
import org.sealpost.account.Role;

/**
 * What the person who is signed in may do, for the pages: they leave out what would be refused. The
 * beans decide for themselves.
 */
@Named("caller")
@RequestScoped
public class CallerBacking {
  @Inject private SecurityContext security;

  /** Whether everything may be changed: users, domains and accounts as well. */
  public boolean isAdministrating() {
    return security.isCallerInRole(Role.Name.ADMINISTRATOR);
  }

  /** Whether the queue, flow and exceptions may be changed. */
  public boolean isOperating() {
    return isAdministrating() || security.isCallerInRole(Role.Name.OPERATOR);
  }

  /** Whether everything may be read. */
  public boolean isReading() {
    return isOperating() || security.isCallerInRole(Role.Name.AUDITOR);
  }

  /** Whether the list of users may be read. */
  public boolean isReadingUsers() {
    return isAdministrating() || security.isCallerInRole(Role.Name.AUDITOR);
  }

  /** Whether a page of the navigation may be opened; web.xml says the same. */
  public boolean mayOpen(String page) {
    return switch (page) {
      case "queue", "tokens", "account" -> true;
      case "users" -> isReadingUsers();
      default -> isReading();
    };
  }

  /** Whether messages may be asked to be protected more: operators, and senders their own. */
  public boolean isStrengthening() {
    return isOperating() || security.isCallerInRole(Role.Name.SENDER);
  }
}
