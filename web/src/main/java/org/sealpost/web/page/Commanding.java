package org.sealpost.web.page;

import jakarta.faces.context.FacesContext;
import java.util.function.Consumer;
import org.sealpost.refusal.RefusedException;

/** Carries commands out in the name of who is signed in. */
public final class Commanding {
  private Commanding() {}

  /** Tells why where it is refused. */
  public static boolean done(Consumer<String> command) {
    try {
      command.accept(FacesContext.getCurrentInstance().getExternalContext().getRemoteUser());
      return true;
    } catch (RefusedException refused) {
      Notices.refused(refused);
      return false;
    }
  }
}
