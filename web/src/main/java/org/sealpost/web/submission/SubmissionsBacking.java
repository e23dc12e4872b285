package org.sealpost.web.submission;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.SubmissionCommands;
import org.sealpost.admin.SubmissionView;
import org.sealpost.jms.RejectedRow;
import org.sealpost.jms.SubmitQueuesSeen;
import org.sealpost.web.page.Commanding;
import org.sealpost.web.page.Notices;

/** The page of the queues to which applications send mail. */
@Named
@ViewScoped
public class SubmissionsBacking implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 200;

  @EJB private SubmissionView view;
  @EJB private SubmissionCommands commands;

  private String discardId = "";
  private String discardReason = "";
  private @Nullable String openDialog;
  private transient @Nullable SubmitQueuesSeen seen;
  private transient @Nullable List<RejectedRow> rejected;

  /** Lets it be taken once more. */
  public @Nullable String retry(String id) {
    return done(id, commands::retry, "submissions.retried");
  }

  /** Throws the one that was chosen away, with a reason. */
  public @Nullable String discard() {
    if (discardReason.isEmpty()) {
      openDialog = "discardDialog";
      Notices.refusedAt("discardForm:discardReason", "reason.missing");
      return null;
    }
    return done(
        discardId,
        (actor, row) -> commands.discard(actor, row, discardReason),
        "submissions.discarded");
  }

  private @Nullable String done(String id, BiConsumer<String, RejectedRow> command, String said) {
    RejectedRow row = view.rejected(id).orElse(null);
    if (row == null) {
      Notices.refused("submissions.gone");
      return null;
    }
    if (!Commanding.done(actor -> command.accept(actor, row))) {
      return null;
    }
    Notices.done(said);
    Notices.keepThroughRedirect();
    return "/submissions?faces-redirect=true";
  }

  /** The queues as they are now. */
  public SubmitQueuesSeen getSeen() {
    SubmitQueuesSeen looked = seen;
    if (looked == null) {
      looked = view.look();
      seen = looked;
    }
    return looked;
  }

  /** What was put aside, the oldest first. */
  public List<RejectedRow> getRejected() {
    List<RejectedRow> rows = rejected;
    if (rows == null) {
      rows = view.rejected(MOST);
      rejected = rows;
    }
    return rows;
  }

  public String getDiscardId() {
    return discardId;
  }

  public void setDiscardId(@Nullable String discardId) {
    this.discardId = discardId == null ? "" : discardId;
  }

  public String getDiscardReason() {
    return discardReason;
  }

  public void setDiscardReason(@Nullable String discardReason) {
    this.discardReason = discardReason == null ? "" : discardReason.strip();
  }

  public @Nullable String getOpenDialog() {
    return openDialog;
  }
}
