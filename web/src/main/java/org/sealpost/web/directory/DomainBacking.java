package org.sealpost.web.directory;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.HostedDomain;
import org.sealpost.admin.AccountRow;
import org.sealpost.admin.AliasRow;
import org.sealpost.admin.DirectoryCommands;
import org.sealpost.admin.DirectoryView;
import org.sealpost.admin.DomainRow;
import org.sealpost.admin.NewAccount;
import org.sealpost.smtp.Domain;
import org.sealpost.web.page.Notices;
import org.sealpost.web.page.PageModel;

/** One domain: its accounts, its aliases, its rules. */
@Named
@ViewScoped
public class DomainBacking implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private DirectoryView view;
  @EJB private DirectoryCommands commands;

  private String name = "";
  private transient @Nullable DomainRow row;
  private transient @Nullable PageModel<AccountRow> accounts;
  private transient @Nullable PageModel<AliasRow> aliases;
  private final DomainRules rules = new DomainRules();
  private String localPart = "";
  private String aliasLocalPart = "";
  private String targets = "";
  private String removeReason = "";
  private @Nullable String openDialog;

  /** Reads the domain before the page is written; status 404 where it is gone. */
  public void load() throws IOException {
    row = domain().flatMap(view::domain).orElse(null);
    if (row == null) {
      Commanding.notFound();
    } else if (!rules.isSent()) { // the form keeps what was typed where it was refused
      rules.show(row.domain());
    }
    rules.forgetSent();
  }

  /** Makes an account and shows its password, this once. */
  public void addAccount() {
    NewAccount made =
        Commanding.given(() -> commands.addAccount(Commanding.actor(), localPart + "@" + name));
    if (made != null) {
      Commanding.showOnce(made.password());
      Notices.done("accounts.added", made.name());
      localPart = "";
    }
  }

  /** Makes an alias. */
  public @Nullable String addAlias() {
    String address = aliasLocalPart + "@" + name;
    boolean added =
        Commanding.done(actor -> commands.addAlias(actor, address, Commanding.entries(targets)));
    if (!added) {
      return null;
    }
    Commanding.say("aliases.added", address);
    return "/domain" + Commanding.SAME_PAGE;
  }

  /** Gives the domain the rules that were chosen. */
  public @Nullable String save() {
    Optional<HostedDomain> wanted = domain().map(rules::of);
    boolean saved =
        wanted.isPresent() && Commanding.done(actor -> commands.changeDomain(actor, wanted.get()));
    if (!saved) {
      return null;
    }
    Commanding.say("domain.saved");
    return "/domain" + Commanding.SAME_PAGE;
  }

  /** Hosts the domain no longer, with a reason for the audit log. */
  public @Nullable String remove() {
    if (removeReason.isBlank()) {
      openDialog = "removeDialog";
      Notices.refusedAt("removeForm:removeReason", "reason.missing");
      return null;
    }
    Optional<Domain> domain = domain();
    boolean removed =
        domain.isPresent()
            && Commanding.done(actor -> commands.removeDomain(actor, domain.get(), removeReason));
    if (!removed) {
      return null;
    }
    Commanding.say("domain.removed", name);
    return "/domains?faces-redirect=true";
  }

  private Optional<Domain> domain() {
    return Domain.parse(name);
  }

  /** The accounts by name, read page by page. */
  public PageModel<AccountRow> getAccounts() {
    PageModel<AccountRow> model = accounts;
    if (model == null) {
      model =
          new PageModel<>(
              () -> domain().map(view::countAccounts).orElse(0L),
              (first, most, sort) ->
                  domain().map(at -> view.accounts(at, first, most)).orElse(List.of()),
              AccountRow::name);
      accounts = model;
    }
    return model;
  }

  /** The aliases by address, read page by page. */
  public PageModel<AliasRow> getAliases() {
    PageModel<AliasRow> model = aliases;
    if (model == null) {
      model =
          new PageModel<>(
              () -> domain().map(view::countAliases).orElse(0L),
              (first, most, sort) ->
                  domain().map(at -> view.aliases(at, first, most)).orElse(List.of()),
              AliasRow::address);
      aliases = model;
    }
    return model;
  }

  public String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name == null ? "" : name.strip();
  }

  public @Nullable DomainRow getRow() {
    return row;
  }

  public DomainRules getRules() {
    return rules;
  }

  public String getLocalPart() {
    return localPart;
  }

  public void setLocalPart(@Nullable String localPart) {
    this.localPart = localPart == null ? "" : localPart.strip();
  }

  public String getAliasLocalPart() {
    return aliasLocalPart;
  }

  public void setAliasLocalPart(@Nullable String localPart) {
    this.aliasLocalPart = localPart == null ? "" : localPart.strip();
  }

  public String getTargets() {
    return targets;
  }

  public void setTargets(@Nullable String targets) {
    this.targets = targets == null ? "" : targets;
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
