package org.sealpost.web.flow;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.FlowCommands;
import org.sealpost.admin.FlowEffect;
import org.sealpost.admin.FlowRow;
import org.sealpost.admin.FlowView;
import org.sealpost.admin.HoldCommands;
import org.sealpost.admin.HostRow;
import org.sealpost.admin.WantedPause;
import org.sealpost.smtp.Domain;
import org.sealpost.web.page.Commanding;
import org.sealpost.web.page.Notices;

/** The page about how mail flows: what operators have laid down, and how hosts bear it. */
@Named
@ViewScoped
public class FlowBacking implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST_ENDED = 50;

  @EJB private FlowView view;
  @EJB private FlowCommands commands;
  @EJB private HoldCommands holdCommands;

  private final FlowForm form = new FlowForm();
  private boolean waitingToo;
  private boolean deferredToo;
  private String opened = "";
  private long endId = -1;
  private String endReason = "";
  private @Nullable String openDialog;
  private String name = "";
  private transient List<FlowRow> holds = List.of();
  private transient List<FlowRow> pauses = List.of();
  private transient List<FlowRow> limits = List.of();
  private transient List<FlowRow> retries = List.of();
  private transient List<FlowRow> ended = List.of();
  private transient List<HostRow> hosts = List.of();
  private transient @Nullable FlowEffect effect;

  /** Reads what counts; before a page is shown. */
  public void load() {
    holds = view.holds();
    pauses = view.pauses();
    limits = view.limits();
    retries = view.retries();
    ended = view.ended(0, MOST_ENDED);
    hosts = view.hosts();
    effect = Domain.parse(name).map(view::effect).orElse(null);
    if (effect == null && !name.isEmpty()) {
      Notices.refused("recipient.noDomain");
    }
  }

  /** Pauses a domain, or everything. */
  public @Nullable String pause() {
    opened = "pause";
    if (!form.hasReason("pauseForm", "pauseReason")) {
      return null;
    }
    WantedPause wanted = form.pause().orElse(null);
    return wanted == null ? null : done(actor -> commands.pause(actor, wanted), "flow.pause.done");
  }

  /** Holds back what matches, and what waits already where that was asked for. */
  public @Nullable String hold() {
    opened = "hold";
    if (!form.hasReason("holdForm", "holdReason")) {
      return null;
    }
    return done(
        actor -> {
          long rule = commands.hold(actor, form.hold());
          if (waitingToo) {
            Notices.done("flow.hold.waiting", holdCommands.holdWaiting(actor, rule));
          }
        },
        "flow.hold.done");
  }

  /** Limits what goes to a destination. */
  public @Nullable String limit() {
    opened = "limit";
    boolean reasoned = form.hasReason("limitForm", "limitReason");
    // Both are asked, so that all that is missing is said at once.
    if (!form.hasNumbers() || !reasoned) {
      return null;
    }
    return done(actor -> commands.limit(actor, form.limit()), "flow.limit.done");
  }

  /** Lays down when mail is tried again, and what waits already where that was asked for. */
  public @Nullable String retry() {
    opened = "retry";
    if (!form.hasReason("retryForm", "retryReason")) {
      return null;
    }
    return done(
        actor -> {
          long rule = commands.retry(actor, form.retry());
          if (deferredToo) {
            Notices.done("flow.retry.waiting", holdCommands.applyWaits(actor, rule));
          }
        },
        "flow.retry.done");
  }

  /** Lets go what a rule holds. */
  public @Nullable String release(long rule) {
    return done(
        actor -> Notices.done("flow.hold.released", holdCommands.release(actor, rule)), null);
  }

  /** Ends the rule that was chosen, with a reason. */
  public @Nullable String end() {
    if (endReason.isBlank()) {
      openDialog = "endDialog";
      Notices.refusedAt("endForm:endReason", "reason.missing");
      return null;
    }
    long held = view.countHeld(endId);
    return done(
        actor -> {
          commands.end(actor, endId, endReason);
          if (held > 0) {
            Notices.done("flow.hold.stillHeld", held);
          }
        },
        "flow.ended");
  }

  private static @Nullable String done(Consumer<String> command, @Nullable String said) {
    if (!Commanding.done(command)) {
      return null;
    }
    if (said != null) {
      Notices.done(said);
    }
    Notices.keepThroughRedirect();
    return "/flow?faces-redirect=true";
  }

  public FlowForm getForm() {
    return form;
  }

  /** The kinds of failures that may have waits of their own. */
  public List<String> getFailures() {
    return view.failures();
  }

  public String getUsualWaits() {
    return view.usualWaits();
  }

  public int getUsualConnections() {
    return view.usualConnections();
  }

  public boolean isWaitingToo() {
    return waitingToo;
  }

  public void setWaitingToo(boolean waitingToo) {
    this.waitingToo = waitingToo;
  }

  public boolean isDeferredToo() {
    return deferredToo;
  }

  public void setDeferredToo(boolean deferredToo) {
    this.deferredToo = deferredToo;
  }

  /** The form that was refused and is shown again. */
  public String getOpened() {
    return opened;
  }

  public long getEndId() {
    return endId;
  }

  public void setEndId(long endId) {
    this.endId = endId;
  }

  public String getEndReason() {
    return endReason;
  }

  public void setEndReason(@Nullable String endReason) {
    this.endReason = endReason == null ? "" : endReason.strip();
  }

  public @Nullable String getOpenDialog() {
    return openDialog;
  }

  public String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name == null ? "" : name.strip();
  }

  public List<FlowRow> getHolds() {
    return holds;
  }

  public List<FlowRow> getPauses() {
    return pauses;
  }

  public List<FlowRow> getLimits() {
    return limits;
  }

  public List<FlowRow> getRetries() {
    return retries;
  }

  public List<FlowRow> getEnded() {
    return ended;
  }

  public List<HostRow> getHosts() {
    return hosts;
  }

  public @Nullable FlowEffect getEffect() {
    return effect;
  }
}
