package org.sealpost.web.directory;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.HostedDomain;
import org.sealpost.admin.DirectoryCommands;
import org.sealpost.admin.DirectoryView;
import org.sealpost.admin.DomainRow;
import org.sealpost.smtp.Domain;
import org.sealpost.web.page.Notices;
import org.sealpost.web.page.PageModel;

/** The list of domains. */
@Named
@RequestScoped
public class DomainsBacking {
  @EJB private DirectoryView view;
  @EJB private DirectoryCommands commands;

  private String name = "";
  private @Nullable PageModel<DomainRow> rows;

  /** The domains by name, read page by page. */
  public PageModel<DomainRow> getRows() {
    PageModel<DomainRow> model = rows;
    if (model == null) {
      model =
          new PageModel<>(
              view::countDomains,
              (first, most, sort) -> view.domains(first, most),
              row -> row.domain().name());
      rows = model;
    }
    return model;
  }

  /** Hosts the domain that was typed, with the default rules. */
  public @Nullable String add() {
    Optional<Domain> domain = Domain.parse(name);
    if (domain.isEmpty()) {
      Notices.refusedAt("addForm:name", "domains.notADomain");
      return null;
    }
    boolean added =
        Commanding.done(
            actor -> commands.addDomain(actor, HostedDomain.withDefaults(domain.get())));
    if (!added) {
      return null;
    }
    Commanding.say("domains.added", domain.get().display());
    return "/domains?faces-redirect=true";
  }

  public String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name == null ? "" : name.strip();
  }
}
