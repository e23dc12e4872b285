package org.sealpost.web.settings;

import java.util.Locale;
import java.util.ResourceBundle;
import org.sealpost.admin.SettingRow;

/** What each setting does, in the language of whoever reads. */
final class SettingEffects {
  private static final ResourceBundle.Control NEVER_THAT_OF_THE_SERVER =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final ResourceBundle sentences;

  SettingEffects(Locale language) {
    this.sentences =
        ResourceBundle.getBundle("org.sealpost.web.Settings", language, NEVER_THAT_OF_THE_SERVER);
  }

  /** The setting with its sentence; the English one where the language has none of its own. */
  SettingRow inWords(SettingRow row) {
    return sentences.containsKey(row.name())
        ? new SettingRow(
            row.name(),
            row.value(),
            row.origin(),
            row.line(),
            row.place(),
            sentences.getString(row.name()))
        : row;
  }
}
