package org.sealpost.web.page;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.sealpost.refusal.RefusedException;

/** Tells the operator something at the top of the page, in the words of the message bundle. */
public final class Notices {
  private static final String BUNDLE = "msg";

  /** A sentence, and what it names. */
  private static final int MOST_CHARACTERS = 1_000;

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

  /** As {@link #refused(String, Object...)}, said beside the field with this client id. */
  public static void refusedAt(String clientId, String key) {
    sayAt(clientId, word(key));
  }

  /** Says why something was not done. */
  public static void refused(RefusedException refused) {
    add(FacesMessage.SEVERITY_ERROR, sentence(refused));
    FacesContext.getCurrentInstance().validationFailed();
  }

  /** As {@link #refused(RefusedException)}, said beside the field with this client id. */
  public static void refusedAt(String clientId, RefusedException refused) {
    sayAt(clientId, sentence(refused));
  }

  private static String sentence(RefusedException refused) {
    String text = word("refusal." + refused.reason().name(), refused.values());
    return PageText.shown(text, MOST_CHARACTERS);
  }

  private static void sayAt(String clientId, String text) {
    FacesContext context = FacesContext.getCurrentInstance();
    context.addMessage(clientId, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, text));
    context.validationFailed();
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
