package org.sealpost.web.page;

import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import java.util.Locale;

/** Who reads the page that is being written. */
public final class Viewer {
  private Viewer() {}

  /** The language of the page; the root locale where no page is being written. */
  public static Locale locale() {
    FacesContext context = FacesContext.getCurrentInstance();
    UIViewRoot view = context == null ? null : context.getViewRoot();
    return view == null || view.getLocale() == null ? Locale.ROOT : view.getLocale();
  }
}
