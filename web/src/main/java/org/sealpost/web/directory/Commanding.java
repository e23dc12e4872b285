package org.sealpost.web.directory;

import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealpost.account.ChangeRefusedException;
import org.sealpost.web.page.Notices;

/** What the backings of these pages have in common. */
final class Commanding {
  /** Back to the page that the form is on, by GET. */
  static final String SAME_PAGE = "?faces-redirect=true&includeViewParams=true";

  private Commanding() {}

  /** Carries a command out in the name of who is signed in; tells why where it is refused. */
  static boolean done(Consumer<String> command) {
    return given(
            () -> {
              command.accept(actor());
              return true;
            })
        != null;
  }

  /** As {@link #done}, with what the command gives; null where it was refused. */
  static <T> @Nullable T given(Supplier<T> command) {
    try {
      return command.get();
    } catch (ChangeRefusedException refused) {
      Notices.refused(refused);
      return null;
    }
  }

  static String actor() {
    return FacesContext.getCurrentInstance().getExternalContext().getRemoteUser();
  }

  /** Shows a password in the answer to this request: it is kept nowhere, not even in the view. */
  static void showOnce(String password) {
    FacesContext context = FacesContext.getCurrentInstance();
    context.getExternalContext().getRequestMap().put("newPassword", password);
  }

  /** Says what was done, on the page that the redirect leads to. */
  static void say(String key, Object... values) {
    Notices.done(key, values);
    Notices.keepThroughRedirect();
  }

  /** Answers that there is no such thing. */
  static void notFound() throws IOException {
    FacesContext context = FacesContext.getCurrentInstance();
    context.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
    context.responseComplete();
  }

  /** Addresses or fingerprints, one on a line or separated by commas. */
  static List<String> entries(String text) {
    return Stream.of(text.split("[,\\r\\n]+", -1))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }
}
