package org.sealpost.config;

import java.util.Comparator;

/**
 * Finds keys that no setting has: most are a typing mistake that would be passed over in silence.
 */
final class UnknownKeys {
  private UnknownKeys() {}

  /** Adds a problem for each, with the nearest key that there is. */
  static void report(SettingValues values) {
    for (String key : values.present()) {
      if (!isKnown(key)) {
        values.problem(key + ": is no setting; the nearest one is " + nearest(key));
      }
    }
  }

  private static boolean isKnown(String key) {
    return key.startsWith(SettingCatalogue.ROUTE_PREFIX)
        || SettingCatalogue.keys().stream().anyMatch(known -> known.name().equals(key));
  }

  private static String nearest(String key) {
    return SettingCatalogue.keys().stream()
        .map(SettingKey::name)
        .min(Comparator.comparingInt(known -> distance(key, known)))
        .orElseThrow();
  }

  /** How many characters have to be added, removed or replaced (Levenshtein). */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
