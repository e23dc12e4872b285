package org.sealpost.web.queue;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import java.io.Serializable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.CommandRefusedException;
import org.sealpost.admin.QueueCommands;
import org.sealpost.queue.Urgency;
import org.sealpost.web.page.Notices;

/**
 * What an operator can do with recipients, from whichever page: the same buttons, the same dialogs,
 * the same reasons. A page says which recipients are meant and where it goes then.
 */
public abstract class RecipientActions implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private QueueCommands commands;

  private String deleteReason = "";
  private String failReason = "";
  private String postponeAt = "";
  private String postponeReason = "";
  private String route = "";
  private String routeReason = "";
  private String urgency = Urgency.NORMAL.name();

  /** Which recipients, null where there are none to act on and the page has said so. */
  abstract @Nullable List<Long> chosen();

  /** Where to go where {@link #chosen} is null; null stays on the page. */
  abstract @Nullable String nothingChosen();

  /** Where to go after something was done; null stays on the page. */
  abstract @Nullable String done();

  /** Where to go where the reason that a dialog asks for is missing; null stays on the page. */
  abstract @Nullable String reasonMissing(String dialog, String field);

  /** Tries now. */
  public @Nullable String retryNow() {
    return run("queue.retried", ids -> commands.retryNow(actor(), ids));
  }

  /** Keeps back. */
  public @Nullable String hold() {
    return run("queue.held", ids -> commands.hold(actor(), ids));
  }

  /** Releases. */
  public @Nullable String release() {
    return run("queue.released", ids -> commands.release(actor(), ids));
  }

  /** Deletes; needs a reason. */
  public @Nullable String delete() {
    return deleteReason.isBlank()
        ? reasonMissing("deleteDialog", "deleteReason")
        : run("queue.deleted", ids -> commands.delete(actor(), ids, deleteReason));
  }

  /** Fails with a DSN; needs a reason. */
  public @Nullable String fail() {
    return failReason.isBlank()
        ? reasonMissing("failDialog", "failReason")
        : run("queue.failed", ids -> commands.fail(actor(), ids, failReason));
  }

  /** Lets go before or after others. */
  public @Nullable String prioritise() {
    Urgency wanted = QueueParameters.urgency(urgency);
    return run("queue.prioritised", ids -> commands.prioritise(actor(), ids, wanted));
  }

  /** Lets wait until a time. */
  public @Nullable String postpone() {
    Optional<Instant> at = instant(postponeAt);
    if (at.isEmpty() || !at.get().isAfter(Instant.now())) {
      Notices.refused("schedule.noTime");
      return null;
    }
    try {
      return run(
          "queue.scheduled", ids -> commands.schedule(actor(), ids, at.get(), postponeReason));
    } catch (CommandRefusedException refused) { // a year away, or passed meanwhile
      Notices.refused(refused);
      return null;
    }
  }

  /** Sends the messages another way. */
  public @Nullable String changeRoute() {
    try {
      return run("queue.rerouted", ids -> commands.changeRoute(actor(), ids, route, routeReason));
    } catch (CommandRefusedException refused) {
      Notices.refused(refused);
      return null;
    }
  }

  /** A time as the page's script writes it; empty for any other text. */
  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException noTime) {
      return Optional.empty();
    }
  }

  private @Nullable String run(String doneKey, ToIntFunction<Collection<Long>> command) {
    List<Long> ids = chosen();
    if (ids == null) {
      return nothingChosen();
    }
    int changed = command.applyAsInt(ids);
    Notices.done(doneKey, changed, ids.size() - changed);
    deleteReason = "";
    failReason = "";
    postponeReason = "";
    return done();
  }

  /** The commands, for what only one page can do. */
  QueueCommands commands() {
    return commands;
  }

  /** Who is signed in. */
  static String actor() {
    return FacesContext.getCurrentInstance().getExternalContext().getRemoteUser();
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

  public String getRouteReason() {
    return routeReason;
  }

  /** Null from an empty field counts as empty. */
  public void setRouteReason(@Nullable String reason) {
    this.routeReason = reason == null ? "" : reason.strip();
  }

  public String getPostponeAt() {
    return postponeAt;
  }

  /** Null from an empty field counts as empty. */
  public void setPostponeAt(@Nullable String at) {
    this.postponeAt = at == null ? "" : at;
  }

  public String getPostponeReason() {
    return postponeReason;
  }

  /** Null from an empty field counts as empty. */
  public void setPostponeReason(@Nullable String reason) {
    this.postponeReason = reason == null ? "" : reason.strip();
  }
}
