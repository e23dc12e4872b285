package org.sealpost.web.page;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How this browser shows the console: every page reads it, the account page changes it. */
@Named("display")
@RequestScoped
public class DisplayBacking {
  private String language = "";
  private String theme = "";

  @PostConstruct
  void look() {
    language = Preference.LANGUAGE.chosen(request()).orElse("");
    theme = Preference.THEME.chosen(request()).orElse("");
  }

  /** Keeps what was chosen and shows the page anew. */
  public String save() {
    HttpServletResponse response =
        (HttpServletResponse) FacesContext.getCurrentInstance().getExternalContext().getResponse();
    Preference.LANGUAGE.choose(language, request(), response);
    Preference.THEME.choose(theme, request(), response);
    return "/account?faces-redirect=true";
  }

  private static HttpServletRequest request() {
    return (HttpServletRequest) FacesContext.getCurrentInstance().getExternalContext().getRequest();
  }

  public List<String> getLanguages() {
    return Preference.LANGUAGE.choices();
  }

  public List<String> getThemes() {
    return Preference.THEME.choices();
  }

  /** The language chosen, empty where the browser decides. */
  public String getLanguage() {
    return language;
  }

  /** Null from an empty choice counts as empty. */
  public void setLanguage(@Nullable String language) {
    this.language = language == null ? "" : language;
  }

  /** The theme chosen, empty where the device decides. */
  public String getTheme() {
    return theme;
  }

  /** Null from an empty choice counts as empty. */
  public void setTheme(@Nullable String theme) {
    this.theme = theme == null ? "" : theme;
  }
}
