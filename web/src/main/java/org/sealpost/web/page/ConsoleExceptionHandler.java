package org.sealpost.web.page;

import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBAccessException;
import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;

/**
 * What happens when a page fails. A view that has expired is loaded anew with a notice that nothing
 * was changed; what the person's role does not allow, to the page that says so. Another failure of
 * a partial request leads to the error page, which a script could not show otherwise; of a whole
 * page, to the container's error page (web.xml).
 */
final class ConsoleExceptionHandler extends ExceptionHandlerWrapper {
  ConsoleExceptionHandler(ExceptionHandler wrapped) {
    super(wrapped);
  }

  @Override
  public void handle() throws FacesException {
    FacesContext context = FacesContext.getCurrentInstance();
    Iterator<ExceptionQueuedEvent> events = getUnhandledExceptionQueuedEvents().iterator();
    while (events.hasNext() && !context.getResponseComplete()) {
      Throwable cause = events.next().getContext().getException();
      if (isExpired(cause)) {
        events.remove();
        redirect(context, expiredView((ViewExpiredException) rootOf(cause)));
      } else if (isForbidden(cause)) {
        events.remove();
        redirect(context, "/error/403.xhtml");
      } else if (context.getPartialViewContext().isAjaxRequest()) {
        events.remove();
        ConsoleLog.pageFailed(context.getExternalContext().getRequestServletPath(), cause);
        redirect(context, "/error/500.xhtml");
      }
    }
    getWrapped().handle();
  }

  private static String expiredView(ViewExpiredException expired) {
    String view = expired.getViewId();
    // The view id of a request is the path of one of our own pages, or there is no such view.
    boolean hasOwnAddress = view != null && !view.startsWith("/message") && view.startsWith("/");
    return (hasOwnAddress ? view : "/queue.xhtml") + "?expired=true";
  }

  private static boolean isExpired(Throwable cause) {
    return rootOf(cause) instanceof ViewExpiredException;
  }

  /** A bean has refused the caller. */
  private static boolean isForbidden(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof EJBAccessException || at instanceof AccessLocalException) {
        return true;
      }
    }
    return false;
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    Throwable cause = root.getCause();
    while (cause != null && !(root instanceof ViewExpiredException)) {
      root = cause;
      cause = root.getCause();
    }
    return root;
  }

  private static void redirect(FacesContext context, String path) {
    ExternalContext external = context.getExternalContext();
    try {
      external.redirect(external.getRequestContextPath() + path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
