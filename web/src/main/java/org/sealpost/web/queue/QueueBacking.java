package org.sealpost.web.queue;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;
import org.sealpost.admin.QueueCommands;
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
public class QueueBacking implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private QueueView queue;
  @EJB private QueueCommands commands;

  private @Nullable String domain;
  private @Nullable String requirement;
  private @Nullable String state;
  private @Nullable String text;
  private String deleteReason = "";
  private String failReason = "";
  private transient @Nullable PageModel<QueueRow> rows;
  private transient @Nullable List<QueueRow> selection;

  /** Tries the selected recipients now. */
  public void retryNow() {
    run("queue.retried", ids -> commands.retryNow(actor(), ids));
  }

  /** Keeps the selected recipients back. */
  public void hold() {
    run("queue.held", ids -> commands.hold(actor(), ids));
  }

  /** Releases the selected recipients. */
  public void release() {
    run("queue.released", ids -> commands.release(actor(), ids));
  }

  /** Deletes the selected recipients; asks for a reason. */
  public void delete() {
    runWithReason(
        "queue.deleted", deleteReason, ids -> commands.delete(actor(), ids, deleteReason));
  }

  /** Fails the selected recipients with a DSN; asks for a reason. */
  public void fail() {
    runWithReason("queue.failed", failReason, ids -> commands.fail(actor(), ids, failReason));
  }

  private void runWithReason(
      String doneKey, String reason, ToIntFunction<Collection<Long>> command) {
    if (reason.isBlank()) {
      Notices.refused("reason.missing");
      return;
    }
    run(doneKey, command);
  }

  private void run(String doneKey, ToIntFunction<Collection<Long>> command) {
    List<QueueRow> chosen = getSelection();
    if (chosen.isEmpty()) {
      Notices.refused("queue.nothingSelected");
      return;
    }
    List<Long> ids = chosen.stream().map(QueueRow::recipientId).distinct().toList();
    int changed = command.applyAsInt(ids);
    Notices.done(doneKey, changed, ids.size() - changed);
    selection = null;
    deleteReason = "";
    failReason = "";
    PrimeFaces.current().ajax().addCallbackParam("done", true);
  }

  private static String actor() {
    return FacesContext.getCurrentInstance().getExternalContext().getRemoteUser();
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

  public String getDeleteReason() {
    return deleteReason;
  }

  /** Null from an empty field counts as empty. */
  public void setDeleteReason(@Nullable String reason) {
    this.deleteReason = reason == null ? "" : reason.strip();
  }

  public String getFailReason() {
    return failReason;
  }

  /** Null from an empty field counts as empty. */
  public void setFailReason(@Nullable String reason) {
    this.failReason = reason == null ? "" : reason.strip();
  }
}
