package org.sealpost.web.page;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** Pages in the language that was chosen, else in the first that the browser and we both know. */
public final class ConsoleViewHandler extends ViewHandlerWrapper {
  /** Made by Faces, around its own. */
  public ConsoleViewHandler(ViewHandler wrapped) {
    super(wrapped);
  }

  @Override
  public Locale calculateLocale(FacesContext context) {
    HttpServletRequest request = (HttpServletRequest) context.getExternalContext().getRequest();
    return Preference.LANGUAGE
        .chosen(request)
        .map(Locale::forLanguageTag)
        .orElseGet(() -> super.calculateLocale(context));
  }
}
