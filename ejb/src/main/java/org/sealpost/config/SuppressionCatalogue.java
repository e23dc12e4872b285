package org.sealpost.config;

import java.time.Duration;
import java.util.List;

/** The part of the {@link SettingCatalogue} for the suppression list, and its reading. */
final class SuppressionCatalogue {
  static final SettingKey<Integer> FAILURES =
      new SettingKey<>(
          "suppression.failures",
          SettingTypes.integer("failures", 1, 100, 1),
          "1",
          "How often an address has to fail because it does not exist (5.1.1, 5.1.3, 5.1.6, 5.1.10)"
              + " before it gets on the suppression list.");
  static final SettingKey<Integer> DISABLED_FAILURES =
      new SettingKey<>(
          "suppression.disabled-failures",
          SettingTypes.integer("failures", 1, 100, 3),
          "3",
          "How often it has to fail because its mailbox is disabled (5.2.1).");
  static final SettingKey<Duration> RETENTION =
      new SettingKey<>(
          "suppression.retention",
          SettingTypes.duration(Duration.ZERO, Duration.ofDays(3650), "P30D"),
          "P30D",
          "How long an address that failed stays on the suppression list; PT0S: none gets there by"
              + " itself, and what operators put there still counts.");

  private SuppressionCatalogue() {}

  /** In the order in which the page shows them. */
  static List<SettingKey<?>> keys() {
    return List.of(FAILURES, DISABLED_FAILURES, RETENTION);
  }

  static SuppressionSettings read(SettingValues values) {
    return new SuppressionSettings(
        values.value(FAILURES, 1),
        values.value(DISABLED_FAILURES, 1),
        values.value(RETENTION, Duration.ZERO));
  }
}
