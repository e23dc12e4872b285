package org.sealpost.web.page;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import java.text.MessageFormat;
import java.util.ResourceBundle;

/** Tells the operator something at the top of the page, in the words of the message bundle. */
public final class Notices {
  private static final String BUNDLE = "msg";

  private Notices() {}

  /** Something was done. */
  public static void done(String key, Object... values) {
    add(FacesMessage.SEVERITY_INFO, word(key, values));
  }

  /** Something was not done; the operator can mend it. */
  public static void refused(String key, Object... values) {
    FacesContext context = FacesContext.getCurrentInstance();
    add(FacesMessage.SEVERITY_ERROR, word(key, values));
    context.validationFailed();
  }

  /** As {@link #refused}, said beside the field with this client id. */
  public static void refusedAt(String clientId, String key) {
    FacesContext context = FacesContext.getCurrentInstance();
    String text = word(key);
    context.addMessage(clientId, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, text));
    context.validationFailed();
  }

  /** As {@link #refused}, with a text that is already in the operator's words. */
  public static void refusedWith(String text) {
    add(FacesMessage.SEVERITY_ERROR, PageText.shown(text, 300));
    FacesContext.getCurrentInstance().validationFailed();
  }

  /** Keeps what was said through the redirect that follows. */
  public static void keepThroughRedirect() {
    FacesContext.getCurrentInstance().getExternalContext().getFlash().setKeepMessages(true);
  }

  /** A text of the bundle with its values put in. */
  public static String word(String key, Object... values) {
    FacesContext context = FacesContext.getCurrentInstance();
    ResourceBundle words = context.getApplication().getResourceBundle(context, BUNDLE);
    return new MessageFormat(words.getString(key), words.getLocale()).format(values);
  }

  private static void add(FacesMessage.Severity severity, String text) {
    FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, text, null));
  }
}
