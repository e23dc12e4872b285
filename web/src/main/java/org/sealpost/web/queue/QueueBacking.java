package org.sealpost.web.queue;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;
import org.sealpost.admin.QueueFilter;
import org.sealpost.admin.QueueRow;
import org.sealpost.admin.QueueView;
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

  private @Nullable String domain;
  private @Nullable String requirement;
  private @Nullable String state;
  private @Nullable String text;
  private transient @Nullable PageModel<QueueRow> rows;
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

  /** The list, read page by page. */
  public PageModel<QueueRow> getRows() {
    PageModel<QueueRow> model = rows;
    if (model == null) {
      model =
          new PageModel<>(
              () -> queue.count(filter()),
              (first, most, sort) -> queue.list(filter(), QueueParameters.sort(sort), first, most),
              QueueRow::recipientId);
      rows = model;
    }
    return model;
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
