package org.sealpost.web.directory;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.HostedDomain;
import org.sealpost.smtp.Domain;

/** The rules of a domain as the form on its page shows them. */
public final class DomainRules implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String NONE = "NONE";
  private static final String EVERY = "EVERY";
  private static final String ADDRESS = "ADDRESS";

  private boolean enabled = true;
  private boolean caseSensitive;
  private String separator = "";
  private String catchAll = NONE;
  private String catchAllAddress = "";
  private boolean sent;

  /** For a domain's backing. */
  DomainRules() {}

  void show(HostedDomain domain) {
    enabled = domain.enabled();
    caseSensitive = domain.caseSensitive();
    separator = domain.separator();
    String all = domain.catchAll();
    catchAll = all == null ? NONE : domain.takesEveryAddress() ? EVERY : ADDRESS;
    catchAllAddress = all == null || domain.takesEveryAddress() ? "" : all;
  }

  /** Whether the form was sent, and not another one of the page. */
  boolean isSent() {
    return sent;
  }

  void forgetSent() {
    sent = false;
  }

  HostedDomain of(Domain name) {
    String all =
        switch (catchAll) {
          case EVERY -> HostedDomain.EVERY_ADDRESS;
          case ADDRESS -> catchAllAddress;
          default -> null;
        };
    return new HostedDomain(name, separator, caseSensitive, all, enabled);
  }

  public boolean isEnabled() {
    return enabled;
  }

  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  public boolean isCaseSensitive() {
    return caseSensitive;
  }

  public void setCaseSensitive(boolean caseSensitive) {
    this.caseSensitive = caseSensitive;
  }

  public String getSeparator() {
    return separator;
  }

  public void setSeparator(@Nullable String separator) {
    this.separator = separator == null ? "" : separator.strip();
    sent = true;
  }

  /** {@code NONE}, {@code EVERY} or {@code ADDRESS}. */
  public String getCatchAll() {
    return catchAll;
  }

  public void setCatchAll(@Nullable String catchAll) {
    this.catchAll = catchAll == null ? NONE : catchAll;
  }

  public String getCatchAllAddress() {
    return catchAllAddress;
  }

  public void setCatchAllAddress(@Nullable String address) {
    this.catchAllAddress = address == null ? "" : address.strip();
  }
}
