package org.sealpost.web.queue;

import jakarta.ejb.EJB;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.Foresight;
import org.sealpost.admin.MessageDetail;
import org.sealpost.admin.QueueView;
import org.sealpost.admin.RequirementForesight;
import org.sealpost.smtp.TlsRequirement;
import org.sealpost.web.page.Notices;

/**
 * The message page: everything known of one message, and what can be done about it. Every change is
 * a POST answered with a redirect to the same page.
 *
 * <p>View scoped because Faces asks what was rendered before it takes a POST apart: {@code open} is
 * as the page was shown. Of the message only the id outlives the request.
 */
@Named
@ViewScoped
public class MessageBacking extends RecipientActions {
  private static final long serialVersionUID = 1L;

  @EJB private QueueView queue;
  @EJB private RequirementForesight foresights;

  private long id = -1;
  private transient @Nullable MessageDetail detail;
  private transient @Nullable Foresight foresight;
  private boolean open;
  private @Nullable TlsRequirement requirement;
  private String reason = "";
  private boolean weakeningConfirmed;
  private boolean tryNow;
  private String openDialog = "";

  /** Reads the message before the page is written; status 404 where it is gone. */
  public void load() throws IOException {
    FacesContext context = FacesContext.getCurrentInstance();
    detail = id < 0 ? null : queue.message(id).orElse(null);
    if (detail == null) {
      context.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
      context.responseComplete();
      return;
    }
    setRoute(queue.route(id).orElse(""));
    open = detail.recipients().stream().anyMatch(recipient -> !recipient.state().isFinished());
    if (requirement == null) {
      requirement = detail.requirement();
    }
  }

  /** Finds out what each requirement would mean now; shown in this response only. */
  public void foresee() {
    foresight = foresights.ofMessage(id);
  }

  /** Changes the requirement; a weaker one needs the confirmation and a reason. */
  public @Nullable String changeRequirement() {
    TlsRequirement wanted =
        QueueParameters.requirement(external().getRequestParameterMap().get("requirement"));
    requirement = wanted;
    MessageDetail now = queue.message(id).orElse(null);
    if (now == null) {
      return gone();
    }
    if (wanted == null) {
      return refuse("requirementDialog", "reason", "requirement.notChosen");
    }
    boolean weaker = now.requirement().isWeakenedBy(wanted);
    if (weaker && !weakeningConfirmed) {
      return refuse("requirementDialog", "confirmed", "requirement.confirmMissing");
    }
    if (weaker && reason.isBlank()) {
      return refuse("requirementDialog", "reason", "reason.missing");
    }
    int changed = commands().changeRequirement(actor(), id, wanted, reason, tryNow);
    String key = tryNow ? "requirement.changedAndRetried" : "requirement.changed";
    Notices.done(key, Notices.word("requirement." + wanted.name()), changed);
    return again();
  }

  @Override
  @Nullable List<Long> chosen() {
    return queue.message(id).map(MessageBacking::ticked).orElse(null);
  }

  @Override
  String nothingChosen() {
    return gone();
  }

  @Override
  String done() {
    return again();
  }

  @Override
  @Nullable String reasonMissing(String dialog, String field) {
    return refuse(dialog, field, "reason.missing");
  }

  /**
   * The ticked recipients of this message, or all that are not finished where none is ticked. An id
   * that is not one of this message's is not taken from the request.
   */
  private static List<Long> ticked(MessageDetail message) {
    String[] values =
        external().getRequestParameterValuesMap().getOrDefault("recipient", new String[0]);
    Set<String> wanted = Arrays.stream(values).collect(Collectors.toSet());
    return message.recipients().stream()
        .filter(
            recipient ->
                wanted.isEmpty()
                    ? !recipient.state().isFinished()
                    : wanted.contains(Long.toString(recipient.recipientId())))
        .map(MessageDetail.Recipient::recipientId)
        .toList();
  }

  private @Nullable String refuse(String dialog, String field, String key) {
    openDialog = dialog;
    Notices.refusedAt("messageForm:" + field, key);
    return null;
  }

  private static String gone() {
    Notices.refused("message.gone");
    Notices.keepThroughRedirect();
    return "/queue?faces-redirect=true";
  }

  private String again() {
    Notices.keepThroughRedirect();
    return "/message?faces-redirect=true&id=" + id;
  }

  private static ExternalContext external() {
    return FacesContext.getCurrentInstance().getExternalContext();
  }

  /** Whether anything can still be done. */
  public boolean isOpen() {
    return open;
  }

  /** What each requirement would mean; null where nobody has asked. */
  public @Nullable Foresight getForesight() {
    return foresight;
  }

  /** The choices, strongest first. */
  public List<TlsRequirement> getRequirements() {
    return List.of(TlsRequirement.REQUIRED, TlsRequirement.DEFAULT, TlsRequirement.OPTIONAL);
  }

  /** Which requirements are weaker than the one now, as names for the page's script. */
  public String getWeaker() {
    MessageDetail now = detail;
    if (now == null) {
      return "";
    }
    return Arrays.stream(TlsRequirement.values())
        .filter(now.requirement()::isWeakenedBy)
        .map(Enum::name)
        .collect(Collectors.joining(" "));
  }

  public long getId() {
    return id;
  }

  public void setId(long id) {
    this.id = id;
  }

  public @Nullable MessageDetail getDetail() {
    return detail;
  }

  public @Nullable TlsRequirement getRequirement() {
    return requirement;
  }

  public String getReason() {
    return reason;
  }

  /** Null from an empty field counts as empty. */
  public void setReason(@Nullable String reason) {
    this.reason = reason == null ? "" : reason.strip();
  }

  public boolean isWeakeningConfirmed() {
    return weakeningConfirmed;
  }

  public void setWeakeningConfirmed(boolean weakeningConfirmed) {
    this.weakeningConfirmed = weakeningConfirmed;
  }

  public boolean isTryNow() {
    return tryNow;
  }

  public void setTryNow(boolean tryNow) {
    this.tryNow = tryNow;
  }

  /** Id of the dialog that was refused and opens again, else empty. */
  public String getOpenDialog() {
    return openDialog;
  }
}
