package org.sealpost.web.settings;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sealpost.admin.SettingRow;
import org.sealpost.admin.SettingsView;
import org.sealpost.web.page.Viewer;

/** The settings page. */
@Named
@RequestScoped
public class SettingsBacking {
  @EJB private SettingsView settings;

  private String text = "";
  private boolean onlySet;
  private List<SettingRow> all = List.of();

  @PostConstruct
  void read() {
    all = settings.settings();
  }

  /** The settings that match. */
  public List<SettingRow> getRows() {
    String wanted = text.toLowerCase(Locale.ROOT);
    SettingEffects effects = new SettingEffects(Viewer.locale());
    return all.stream()
        .filter(row -> !onlySet || !row.origin().equals("DEFAULT"))
        .map(effects::inWords)
        .filter(row -> (row.name() + ' ' + row.effect()).toLowerCase(Locale.ROOT).contains(wanted))
        .toList();
  }

  public String getText() {
    return text;
  }

  /** Null from an empty field counts as empty. */
  public void setText(@Nullable String text) {
    this.text = text == null ? "" : text.strip();
  }

  public boolean isOnlySet() {
    return onlySet;
  }

  public void setOnlySet(boolean onlySet) {
    this.onlySet = onlySet;
  }
}
