package org.sealpost.web.queue;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.Foresight;
import org.sealpost.smtp.TlsRequirement;

/** The dialog in which an operator gives selected messages another requirement. */
public final class RequirementChange implements Serializable {
  private static final long serialVersionUID = 1L;

  private @Nullable TlsRequirement wanted;
  private String reason = "";
  private boolean weakeningConfirmed;
  private boolean tryNow;
  private transient @Nullable Foresight foresight;

  /** Begins anew, with nothing chosen. */
  void begin(Foresight seen) {
    foresight = seen;
  }

  void end() {
    wanted = null;
    reason = "";
    weakeningConfirmed = false;
    tryNow = false;
  }

  /** The choices, strongest first. */
  public List<TlsRequirement> getRequirements() {
    return List.of(TlsRequirement.REQUIRED, TlsRequirement.DEFAULT, TlsRequirement.OPTIONAL);
  }

  /** What each requirement would mean; null where nobody has asked. */
  public @Nullable Foresight getForesight() {
    return foresight;
  }

  /** Which requirements are weaker than that of a selected message, as names for the script. */
  public String getWeaker() {
    Foresight seen = foresight;
    return seen == null
        ? ""
        : seen.weaker().stream().map(Enum::name).collect(Collectors.joining(" "));
  }

  public @Nullable TlsRequirement getWanted() {
    return wanted;
  }

  void choose(@Nullable TlsRequirement requirement) {
    wanted = requirement;
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
}
