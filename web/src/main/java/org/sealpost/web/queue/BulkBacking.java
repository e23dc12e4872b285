package org.sealpost.web.queue;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;
import org.sealpost.admin.BulkAction;
import org.sealpost.admin.BulkCommands;
import org.sealpost.admin.BulkProgress;
import org.sealpost.admin.BulkScope;
import org.sealpost.admin.CommandRefusedException;
import org.sealpost.admin.Foresight;
import org.sealpost.admin.QueueFilter;
import org.sealpost.admin.RequirementForesight;
import org.sealpost.queue.Urgency;
import org.sealpost.refusal.Refusal;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.web.page.Notices;

/** The dialog for everything that matches the filter, and how far such work has come. */
@Named
@ViewScoped
public class BulkBacking implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private BulkCommands bulks;
  @EJB private RequirementForesight foresights;
  @Inject private QueueBacking queue;

  private long count;
  private long upTo;
  private @Nullable String domain;
  private @Nullable String wantedState;
  private @Nullable String wantedRequirement;
  private @Nullable String text;
  private String action = "RETRY";
  private String at = "";
  private String requirement = "DEFAULT";
  private String reason = "";
  private String route = "";
  private String urgency = Urgency.NORMAL.name();
  private boolean confirmed;
  private transient @Nullable Foresight foresight;

  /** What can be done, in the order of the list. */
  public List<String> getActions() {
    return List.of(
        "RETRY",
        "HOLD",
        "RELEASE",
        "SCHEDULE",
        "PRIORITISE",
        "CHANGE_ROUTE",
        "CHANGE_REQUIREMENT",
        "FAIL",
        "DELETE");
  }

  /** Counts, and binds what was counted. */
  public void count() {
    domain = queue.getDomain();
    wantedState = queue.getState();
    wantedRequirement = queue.getRequirement();
    text = queue.getText();
    BulkScope scope = bulks.count(filter());
    count = scope.count();
    upTo = scope.upTo();
    confirmed = false;
    foresight = null;
  }

  private QueueFilter filter() {
    return QueueParameters.filter(domain, wantedRequirement, wantedState, text);
  }

  private BulkScope scope() {
    return new BulkScope(filter(), count, upTo);
  }

  /** Finds out what each requirement would mean for all that were counted. */
  public void foresee() {
    foresight = foresights.ofScope(scope());
  }

  /** Begins with what was counted. */
  public void start() {
    if (!confirmed) {
      Notices.refusedAt("queueForm:bulkConfirmed", "bulk.notConfirmed");
      return;
    }
    @Nullable BulkAction wanted = wanted();
    if (wanted == null) {
      return;
    }
    try {
      bulks.start(RecipientActions.actor(), scope(), wanted);
    } catch (CommandRefusedException refused) {
      count();
      Notices.refusedAt("queueForm:bulkConfirmed", refused);
      return;
    }
    Notices.done("bulk.started", count);
    reason = "";
    confirmed = false;
    PrimeFaces.current().ajax().addCallbackParam("done", true);
  }

  private @Nullable BulkAction wanted() {
    try {
      return action();
    } catch (CommandRefusedException refused) {
      String field =
          switch (action) {
            case "SCHEDULE" -> "bulkAt";
            case "CHANGE_ROUTE" -> "bulkRoute";
            default -> "bulkReason";
          };
      Notices.refusedAt("queueForm:" + field, refused);
      return null;
    }
  }

  private BulkAction action() {
    return switch (action) {
      case "RETRY" -> new BulkAction.Retry(reason);
      case "HOLD" -> new BulkAction.Hold(reason);
      case "RELEASE" -> new BulkAction.Release(reason);
      case "FAIL" -> new BulkAction.Fail(reason);
      case "DELETE" -> new BulkAction.Delete(reason);
      case "SCHEDULE" -> new BulkAction.Schedule(time(), reason);
      case "PRIORITISE" -> new BulkAction.Prioritise(QueueParameters.urgency(urgency), reason);
      case "CHANGE_ROUTE" -> new BulkAction.ChangeRoute(route, reason);
      case "CHANGE_REQUIREMENT" -> new BulkAction.ChangeRequirement(required(), reason);
      default -> throw new CommandRefusedException(Refusal.NO_ACTION);
    };
  }

  private Instant time() {
    return RecipientActions.instant(at)
        .orElseThrow(() -> new CommandRefusedException(Refusal.NO_TIME));
  }

  private TlsRequirement required() {
    TlsRequirement wanted = QueueParameters.requirement(requirement);
    if (wanted == null) {
      throw new CommandRefusedException(Refusal.NO_REQUIREMENT);
    }
    return wanted;
  }

  /** Ends one that runs. */
  public void cancel(long id) {
    if (bulks.cancel(RecipientActions.actor(), id)) {
      Notices.done("bulk.cancelled");
    }
  }

  /** What goes on, and what has ended in the last hour; newest first. */
  public List<BulkProgress> getRunning() {
    return bulks.list();
  }

  /** The key of the words for an action, for example {@code bulk.action.RETRY}. */
  public String word(BulkProgress progress) {
    return "bulk.action." + progress.action().toUpperCase(Locale.ROOT).replace('-', '_');
  }

  public long getCount() {
    return count;
  }

  public @Nullable Foresight getForesight() {
    return foresight;
  }

  public List<TlsRequirement> getRequirements() {
    return List.of(TlsRequirement.REQUIRED, TlsRequirement.DEFAULT, TlsRequirement.OPTIONAL);
  }

  public String getAction() {
    return action;
  }

  /** Null counts as the first action. */
  public void setAction(@Nullable String action) {
    this.action = action == null ? "RETRY" : action;
  }

  public String getAt() {
    return at;
  }

  /** Null from an empty field counts as empty. */
  public void setAt(@Nullable String at) {
    this.at = at == null ? "" : at;
  }

  public String getRequirement() {
    return requirement;
  }

  /** Null counts as nothing chosen. */
  public void setRequirement(@Nullable String requirement) {
    this.requirement = requirement == null ? "" : requirement;
  }

  public Urgency[] getUrgencies() {
    return Urgency.values();
  }

  public String getUrgency() {
    return urgency;
  }

  /** Null counts as normal. */
  public void setUrgency(@Nullable String urgency) {
    this.urgency = urgency == null ? Urgency.NORMAL.name() : urgency;
  }

  public String getRoute() {
    return route;
  }

  /** Null from an empty field counts as empty. */
  public void setRoute(@Nullable String route) {
    this.route = route == null ? "" : route.strip();
  }

  public String getReason() {
    return reason;
  }

  /** Null from an empty field counts as empty. */
  public void setReason(@Nullable String reason) {
    this.reason = reason == null ? "" : reason.strip();
  }

  public boolean isConfirmed() {
    return confirmed;
  }

  public void setConfirmed(boolean confirmed) {
    this.confirmed = confirmed;
  }
}
