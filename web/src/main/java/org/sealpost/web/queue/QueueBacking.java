package org.sealpost.web.queue;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;
import org.sealpost.admin.CommandRefusedException;
import org.sealpost.admin.Matches;
import org.sealpost.admin.QueueFilter;
import org.sealpost.admin.QueueRow;
import org.sealpost.admin.QueueView;
import org.sealpost.admin.RequirementForesight;
import org.sealpost.queue.RecipientState;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.web.page.Notices;
import org.sealpost.web.page.PageModel;

/** The queue page. The filter comes from its address, the rest lives as long as the view. */
@Named
@ViewScoped
public class QueueBacking extends RecipientActions {
  private static final long serialVersionUID = 1L;

  @EJB private QueueView queue;
  @EJB private RequirementForesight foresights;

  private @Nullable String domain;
  private @Nullable String requirement;
  private @Nullable String state;
  private @Nullable String text;
  private final RequirementChange change = new RequirementChange();
  private transient @Nullable PageModel<QueueRow> rows;
  private transient @Nullable Matches matches;
  private transient @Nullable List<QueueRow> selection;

  @Override
  @Nullable List<Long> chosen() {
    List<Long> ids = getSelection().stream().map(QueueRow::recipientId).distinct().toList();
    return ids.isEmpty() ? null : ids;
  }

  @Override
  @Nullable String nothingChosen() {
    Notices.refused("queue.nothingSelected");
    return null;
  }

  @Override
  @Nullable String done() {
    selection = null;
    PrimeFaces.current().ajax().addCallbackParam("done", true);
    return null;
  }

  @Override
  @Nullable String reasonMissing(String dialog, String field) {
    Notices.refused("reason.missing");
    return null;
  }

  /** Finds out what each requirement would mean for the messages that are selected. */
  public void foresee() {
    List<Long> ids = chosen();
    change.begin(foresights.ofRecipients(ids == null ? List.of() : ids));
  }

  /** Gives the messages of the selected recipients another requirement. */
  public @Nullable String changeRequirements() {
    List<Long> ids = chosen();
    if (ids == null) {
      return nothingChosen();
    }
    TlsRequirement wanted =
        QueueParameters.requirement(
            FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("requirement"));
    change.choose(wanted);
    if (wanted == null) {
      Notices.refusedAt("queueForm:reason", "requirement.notChosen");
      return null;
    }
    boolean weaker =
        getSelection().stream().anyMatch(row -> row.requirement().isWeakenedBy(wanted));
    if (weaker && !change.isWeakeningConfirmed()) {
      Notices.refusedAt("queueForm:confirmed", "requirement.confirmMissing");
      return null;
    }
    if (weaker && change.getReason().isBlank()) {
      Notices.refusedAt("queueForm:reason", "reason.missing");
      return null;
    }
    return changeTo(wanted, ids);
  }

  private @Nullable String changeTo(TlsRequirement wanted, List<Long> ids) {
    int changed;
    try {
      changed =
          commands()
              .changeRequirements(actor(), ids, wanted, change.getReason(), change.isTryNow());
    } catch (CommandRefusedException refused) { // one was made stronger meanwhile
      Notices.refusedAt("queueForm:reason", refused);
      return null;
    }
    Notices.done("requirement.changedSome", changed, Notices.word("requirement." + wanted.name()));
    change.end();
    return done();
  }

  public RequirementChange getChange() {
    return change;
  }

  /** The list, read page by page. */
  public PageModel<QueueRow> getRows() {
    PageModel<QueueRow> model = rows;
    if (model == null) {
      model =
          new PageModel<>(
              this::countRows,
              (first, most, sort) -> queue.list(filter(), QueueParameters.sort(sort), first, most),
              QueueRow::recipientId);
      rows = model;
    }
    return model;
  }

  private long countRows() {
    Matches counted = queue.count(filter());
    matches = counted;
    return counted.counted();
  }

  /** How many the last page was one of; null before there was one. */
  public @Nullable Matches getMatches() {
    return matches;
  }

  private QueueFilter filter() {
    return QueueParameters.filter(domain, requirement, state, text);
  }

  /** Whether the list shows less than everything that waits. */
  public boolean isFiltered() {
    QueueFilter filter = filter();
    return filter.domain() != null
        || filter.requirement() != null
        || filter.state() != null
        || filter.text() != null;
  }

  public RecipientState[] getStates() {
    return RecipientState.values();
  }

  public TlsRequirement[] getRequirements() {
    return TlsRequirement.values();
  }

  public List<QueueRow> getSelection() {
    List<QueueRow> chosen = selection;
    return chosen == null ? List.of() : chosen;
  }

  public void setSelection(@Nullable List<QueueRow> selection) {
    this.selection = selection;
  }

  public @Nullable String getDomain() {
    return domain;
  }

  public void setDomain(@Nullable String domain) {
    this.domain = domain;
  }

  public @Nullable String getRequirement() {
    return requirement;
  }

  public void setRequirement(@Nullable String requirement) {
    this.requirement = requirement;
  }

  public @Nullable String getState() {
    return state;
  }

  public void setState(@Nullable String state) {
    this.state = state;
  }

  public @Nullable String getText() {
    return text;
  }

  public void setText(@Nullable String text) {
    this.text = text;
  }
}
