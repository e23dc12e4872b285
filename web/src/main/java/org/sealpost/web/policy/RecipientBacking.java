package org.sealpost.web.policy;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.ChangeRow;
import org.sealpost.admin.DomainCheck;
import org.sealpost.admin.ExceptionCommands;
import org.sealpost.admin.ExceptionRow;
import org.sealpost.admin.ExceptionView;
import org.sealpost.admin.HistoryCommands;
import org.sealpost.admin.HistoryView;
import org.sealpost.admin.Prospect;
import org.sealpost.admin.SeenRow;
import org.sealpost.smtp.Domain;
import org.sealpost.web.page.Commanding;
import org.sealpost.web.page.Notices;

/**
 * One recipient domain: what a delivery would do now, what was seen of it, and what is laid down
 * for it.
 */
@Named
@ViewScoped
public class RecipientBacking implements Serializable {
  private static final long serialVersionUID = 1L;

  /** More of one domain would be no page that anybody reads. */
  private static final int MOST_ROWS = 50;

  @EJB private ExceptionView exceptions;
  @EJB private ExceptionCommands commands;
  @EJB private HistoryView history;
  @EJB private HistoryCommands historyCommands;
  @EJB private DomainCheck check;

  private String name = "";
  private transient @Nullable Prospect prospect;
  private transient List<SeenRow> seen = List.of();
  private transient List<ChangeRow> changes = List.of();
  private transient List<ExceptionRow> inForce = List.of();
  private transient List<ExceptionRow> ended = List.of();
  private final ExceptionForm form = new ExceptionForm();
  private long endId = -1;
  private String endReason = "";
  private @Nullable String openDialog;

  /** Reads what is stored of the domain; nothing where what was typed is no domain. */
  public void load() {
    Domain domain = domain().orElse(null);
    if (domain == null) {
      if (!name.isEmpty()) {
        Notices.refused("recipient.noDomain");
      }
      return;
    }
    seen = history.seen(domain);
    changes = history.changes(domain, MOST_ROWS);
    inForce = exceptions.inForce(domain, 0, MOST_ROWS);
    ended = exceptions.ended(domain, 0, MOST_ROWS);
  }

  /** Lays down what was chosen. */
  public @Nullable String add() {
    Optional<Domain> domain = domain();
    form.setKind(external("kind"));
    boolean added =
        domain.isPresent()
            && form.isRight("exceptionForm:")
            && Commanding.done(actor -> commands.add(actor, form.wanted(domain.get())));
    if (!added) {
      return null;
    }
    Notices.done("exceptions.added", domain.get().display());
    return again();
  }

  /** Finds out what a delivery would do now; the answer is shown in this response only. */
  public void look() {
    Domain domain = domain().orElse(null);
    if (domain == null) {
      return;
    }
    prospect = check.check(domain).orElse(null);
    if (prospect == null) {
      Notices.refused("prospect.busy");
    }
  }

  /** Takes note of an alarm. */
  public @Nullable String note(long id) {
    if (!Commanding.done(actor -> historyCommands.note(actor, id))) {
      return null;
    }
    Notices.done("alarms.noted");
    return again();
  }

  /** Ends the exception that was chosen, with a reason. */
  public @Nullable String end() {
    if (endReason.isBlank()) {
      openDialog = "endDialog";
      Notices.refusedAt("endForm:endReason", "reason.missing");
      return null;
    }
    if (!Commanding.done(actor -> commands.end(actor, endId, endReason))) {
      return null;
    }
    Notices.done("exceptions.ended");
    return again();
  }

  private static String again() {
    Notices.keepThroughRedirect();
    return "/recipient?faces-redirect=true&includeViewParams=true";
  }

  private static @Nullable String external(String parameter) {
    return FacesContext.getCurrentInstance()
        .getExternalContext()
        .getRequestParameterMap()
        .get(parameter);
  }

  private Optional<Domain> domain() {
    return Domain.parse(name);
  }

  /** Whether the page is about a domain. */
  public boolean isThere() {
    return domain().isPresent();
  }

  /** The domain's name for people. */
  public String getTitle() {
    return domain().map(Domain::display).orElse("");
  }

  /** Whether its mail stays here. */
  public boolean isHostedHere() {
    return domain().filter(check::isHostedHere).isPresent();
  }

  /** What a delivery would do; null where nobody has asked. */
  public @Nullable Prospect getProspect() {
    return prospect;
  }

  /** What was last seen of it. */
  public List<SeenRow> getSeen() {
    return seen;
  }

  /** What has changed, newest first. */
  public List<ChangeRow> getChanges() {
    return changes;
  }

  /** What counts now, newest first. */
  public List<ExceptionRow> getInForce() {
    return inForce;
  }

  /** What no longer counts, newest first. */
  public List<ExceptionRow> getEnded() {
    return ended;
  }

  /** What can be laid down. */
  public List<String> getKinds() {
    return exceptions.kinds();
  }

  public ExceptionForm getForm() {
    return form;
  }

  public String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name == null ? "" : name.strip();
  }

  public long getEndId() {
    return endId;
  }

  public void setEndId(long id) {
    this.endId = id;
  }

  public String getEndReason() {
    return endReason;
  }

  public void setEndReason(@Nullable String reason) {
    this.endReason = reason == null ? "" : reason.strip();
  }

  /** The dialog that a refused action opens again. */
  public @Nullable String getOpenDialog() {
    return openDialog;
  }
}
